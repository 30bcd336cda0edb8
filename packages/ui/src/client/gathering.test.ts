import { expect, test } from 'vitest'
import { gathering } from './gathering.ts'

const asking = (most: number) => {
  const asked: (readonly string[])[] = []
  const one = gathering(most, async ids => {
    asked.push(ids)
    return new Map(ids.filter(id => id !== 'nobody').map(id => [id, `name of ${id}`]))
  })
  return { asked, one }
}

test('what is asked within a moment goes as one question, each identifier once', async () => {
  const { asked, one } = asking(10)
  expect(await Promise.all(['a', 'b', 'a', 'nobody'].map(one))).toEqual(['name of a', 'name of b', 'name of a', null])
  expect(asked).toEqual([['a', 'b', 'nobody']])
})

test('no question asks about more than it may', async () => {
  const { asked, one } = asking(2)
  await Promise.all(['a', 'b', 'c', 'a', 'd', 'e'].map(one))
  expect(asked).toEqual([['a', 'b'], ['c', 'd'], ['e']])
})

test('a question that failed fails for all who asked, and for nobody after', async () => {
  let broken = true
  const one = gathering(10, async ids => {
    if (broken) throw new Error('no contact')
    return new Map(ids.map(id => [id, id]))
  })
  const outcomes = await Promise.allSettled([one('a'), one('b')])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  broken = false
  expect(await one('a')).toBe('a')
})
