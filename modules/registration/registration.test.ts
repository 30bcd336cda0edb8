import { readFileSync } from 'node:fs'
import { LANGUAGES } from '@nansen/kernel'
import { describe, expect, test } from 'vitest'
import { registration } from './index.ts'
import { RELATIONSHIP_SEX, relationshipFits } from './relationships.ts'

const labelsIn = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./labels/${language}.json`, import.meta.url), 'utf8'))

/** Every key the derived screens will ask for. */
function labelsNeeded(): string[] {
  const { records, lifecycle } = registration
  const ofRecords = Object.entries(records).flatMap(([record, { fields }]) => [
    `record.${record}`,
    `record.${record}.plural`,
    ...Object.entries(fields).flatMap(([field, { codes }]) => [
      `field.${record}.${field}`,
      ...codes.map((code: string) => `code.${record}.${field}.${code}`),
    ]),
  ])
  const { states, moves } = lifecycle.table
  return ['module', ...ofRecords, ...states.map(s => `state.${s}`), ...Object.keys(moves).map(m => `move.${m}`)]
}

describe('the registration module', () => {
  test.each(LANGUAGES)('is labelled in %s, without a gap', language => {
    const labels = labelsIn(language)
    expect(labelsNeeded().filter(key => !labels[key]?.trim())).toEqual([])
  })
  test('gives a registration officer no way to read what others flagged', () => {
    const granted: readonly { action: string; level: string }[] = registration.access.registration_officer
    expect(granted.filter(g => g.level === 'protected').map(g => g.action)).toEqual(['create'])
    expect(registration.records.specific_need.fields.need.sensitivity).toBe('protected')
  })
  test('keeps the system administrator out', () => {
    expect(Object.keys(registration.access)).not.toContain('system_administrator')
  })
})

describe('a relationship', () => {
  test('of wife does not fit a man', () => expect(relationshipFits('WIF', 'male')).toBe(false))
  test('of father fits a man: the last letter of PRM is the sex', () => {
    expect(relationshipFits('PRM', 'male')).toBe(true)
    expect(relationshipFits('PRM', 'female')).toBe(false)
  })
  test('of son-in-law fits a man, though CLH is a common-law husband', () => {
    expect(relationshipFits('CLM', 'male')).toBe(true)
    expect(relationshipFits('CLH', 'female')).toBe(false)
  })
  test.each(Object.keys(RELATIONSHIP_SEX))('%s fits somebody whose sex is not known', relationship => {
    expect(relationshipFits(relationship, 'unknown')).toBe(true)
  })
  test('nobody knows fits nobody', () => expect(relationshipFits('XYZ', 'unknown')).toBe(false))
})
