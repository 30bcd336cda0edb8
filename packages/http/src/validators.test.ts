import fastify from 'fastify'
import { expect, test } from 'vitest'
import { lazyValidators } from './validators.ts'

const NAMED = { type: 'object', required: ['name'], properties: { name: { $ref: 'word#' } } }
const WRONG = { type: 'object', properties: { name: { $ref: 'nowhere#' } } }

function served(schema: object, eager: boolean) {
  const app = fastify()
  app.setValidatorCompiler(lazyValidators(() => app.getSchemas(), eager))
  app.addSchema({ $id: 'word', type: 'string', maxLength: 3 })
  app.post('/one', { schema: { body: schema } }, async () => 'fits')
  return app
}

test('a body is held against its schema and what it shares with others, and every fault is told', async () => {
  const app = served(NAMED, false)
  expect((await app.inject({ method: 'POST', url: '/one', payload: { name: 'abc' } })).body).toBe('fits')
  const refused = await app.inject({ method: 'POST', url: '/one', payload: { name: 'abcd' } })
  expect([refused.statusCode, refused.json().message]).toEqual([400, 'body/name must NOT have more than 3 characters'])
  expect((await app.inject({ method: 'POST', url: '/one', payload: { name: 4 } })).statusCode).toBe(400)
})

test('a wrong schema is told at the start when all are checked, else when somebody asks', async () => {
  await expect(served(WRONG, true).ready()).rejects.toThrow('nowhere')
  const app = served(WRONG, false)
  await app.ready()
  expect((await app.inject({ method: 'POST', url: '/one', payload: {} })).statusCode).toBe(500)
})
