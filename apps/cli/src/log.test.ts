import { expect, test } from 'vitest'
import { withoutValues } from './log.ts'

test('a database error is logged by its code and place, never by the values it quotes', () => {
  const error = Object.assign(new Error('duplicate key: Key (name)=(Amina) exists'), { code: '23505', detail: 'Amina' })
  expect(JSON.stringify(withoutValues(error))).not.toContain('Amina')
  expect(withoutValues(error)).toMatchObject({ code: '23505', type: 'Error' })
})
