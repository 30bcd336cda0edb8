import { expect, test } from 'vitest'
import { changed, inventedBatch } from '../test/batch.ts'
import { at, TRAPS } from '../test/traps.ts'
import { checkErrf } from './check.ts'
import type { ErrfDocument } from './document.ts'
import type { FindingCode } from './words.ts'

const TODAY = '2026-11-22'
const good = inventedBatch(1)

test('of invented cases nothing is said, of one and of many', () => {
  expect(checkErrf(good, TODAY)).toEqual([])
  expect(checkErrf(inventedBatch(3), TODAY)).toEqual([])
})

test.each(TRAPS)('%s', (_, form, said) => {
  const findings = checkErrf(form, TODAY)
  const told = findings.map(({ code, severity, path }) =>
    `${code} ${severity} ${path.replace(/^CASE\[1\]\/?/, '')}`.trim(),
  )
  expect(told.toSorted()).toEqual([...said].toSorted())
  for (const { says, remedy } of findings) expect(`${says} ${remedy}`).not.toMatch(/[{}]|undefined/)
})

test('a young principal applicant, an empty file and the same person or number in two cases are found', () => {
  const codesOf = (form: ErrfDocument): readonly FindingCode[] => checkErrf(form, TODAY).map(each => each.code)
  const alone = inventedBatch(1).cases[0]!
  const young = { ...alone.dataIndividual![0]!, DateofBirth: '2010-01-01T00:00:00' }
  expect(
    codesOf({ ...good, cases: [{ ...alone, dataIndividual: [young, ...alone.dataIndividual!.slice(1)] }] }),
  ).toContain('young-principal')
  const twice = { ...inventedBatch(2), cases: [alone, alone] }
  expect(codesOf(twice).toSorted()).toEqual(['same-case-number', 'same-key', 'same-key', 'same-key', 'same-key'])
  expect(codesOf(changed(good, 'dataIndividual', () => []))).toContain('no-principal')
})

test('a finding repeats no name: what stands in the place of a code is cut short', () => {
  const [found] = checkErrf(at('dataIndividual', 0, { SexCode: 'Invented Example of Wad Madani' }), TODAY)
  expect(found?.says).toBe('"Invented Exa…" is not in the list for SexCode.')
  const said = checkErrf(at('dataIndividual', 1, { GivenName: 'Zubaida7' }), TODAY).map(each => each.says + each.remedy)
  expect(said.join()).not.toContain('Zubaida')
})
