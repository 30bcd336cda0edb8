import { withClient } from '@nansen/testing'
import { afterAll, expect, test } from 'vitest'
import { loginDatabase } from '../test/loginDatabase.ts'
import { createAuth } from './auth.ts'

const FROM = { ip: '127.0.0.1', device: 'test' }
const PASSWORD = 'seven quiet herons over water'
const database = await loginDatabase()
const say = (sql: string) => withClient(database.ownerUrl, client => client.query(sql))
await say(`insert into login.installation (kind) values ('demo')`)
const id = await database.colleague({ email: 'grace@demo.nansen' })
const auth = await createAuth({
  databaseUrl: database.urlOf('nansen_login'),
  secret: 'only for tests, forty characters or so, and no more',
  origin: 'http://localhost:3000',
})
afterAll(async () => {
  await auth.close()
  await database.drop()
})

test('in a demo the shown password is enough, and it also stands for the second factor', async () => {
  expect(auth.kind).toBe('demo')
  await auth.enrolment.invented({ id, name: 'Grace Invented', email: 'Grace@demo.nansen' }, PASSWORD)
  const step = await auth.password({ email: 'grace@demo.nansen', password: PASSWORD }, FROM)
  if (step.next !== 'done') throw new Error('the demo asked for more')
  await auth.stepUp(step.token, { password: PASSWORD }, FROM)
  await expect(auth.stepUp(step.token, { password: 'another one altogether' }, FROM)).rejects.toMatchObject({
    code: 'step-up-needed',
  })
})

test.each([
  `update login.installation set kind = 'real'`,
  'delete from login.installation',
  'truncate login.installation',
  `insert into login.installation (kind) values ('real')`,
])('what a demo is, it stays: %s', async sql => {
  await expect(say(sql)).rejects.toThrow()
})
