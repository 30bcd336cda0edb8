import type { Words } from '@nansen/ui'
import { expect, test } from 'vitest'
import en from '../labels/en.json' with { type: 'json' }
import { type AuditLine, auditSentence, fieldNames } from './auditSentence.ts'

const labels = new Map(Object.entries(en).map(([key, text]) => [`oversight.${key}`, text]))
const words = {
  has: (key: string) => labels.has(key),
  say: (key: string, values: Record<string, unknown> = {}) =>
    (labels.get(key) ?? key).replaceAll(/\{\{(\w+)\}\}/g, (_, name) => String(values[name])),
} as unknown as Words

const LINE: AuditLine = {
  seq: 1,
  at: '2026-11-22T10:00:00Z',
  staffId: 's',
  staffName: 'Amina',
  purpose: null,
  module: 'login',
  action: 'sign-in.password',
  record: 'session',
  ids: [],
  fields: [],
  outcome: 'allow',
  reason: null,
}
const said = (over: Partial<AuditLine>) => auditSentence({ ...LINE, ...over }, words)

test('who failed to sign in did not sign in', () => {
  expect(said({ action: 'sign-in.totp' })).toBe('Amina signed in with an authenticator')
  expect(said({ action: 'sign-in.totp', outcome: 'deny' })).toBe(
    'A sign-in as Amina failed: the right password, wrong digits',
  )
  expect(said({ outcome: 'deny', staffId: null, staffName: null })).toBe(
    'A sign-in under a name that has no account failed',
  )
})

test.each([
  ['enrolled', 'session', 'allow'],
  ['step-up', 'session', 'allow'],
  ['step-up', 'session', 'deny'],
  ['step-up.passkey', 'session', 'deny'],
  ['passkey.added', 'session', 'allow'],
  ['account.closed', 'session', 'deny'],
  ['account.suspended', 'session', 'allow'],
  ['session.locked', 'session', 'allow'],
  ['session.signed-out', 'session', 'allow'],
  ['session.ended-elsewhere', 'session', 'allow'],
  ['session.other-device', 'session', 'deny'],
  ['create', 'reset', 'allow'],
  ['approve', 'reset', 'allow'],
  ['create', 'one-time-code', 'allow'],
  ['change', 'account', 'allow'],
  ['many-opened', 'individual', 'allow'],
] as const)('%s of a %s, %s, is said in plain words', (action, record, outcome) => {
  const sentence = said({ action, record, outcome })
  expect(sentence).toContain('Amina')
  expect(sentence).not.toContain(action)
  expect(sentence).not.toMatch(/\{\{|oversight\./)
})

test('a photo that was opened is a file in the reader’s language, whatever record it hangs on', () => {
  const line = { ...LINE, module: 'registration', record: 'individual', fields: ['attachment'] }
  expect(fieldNames(line, words)).toEqual(['a file'])
})
