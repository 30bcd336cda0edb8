import { readErrf, writeErrf } from '@nansen/errf'
import { expect, test } from 'vitest'
import { inventedBatch } from '../../../packages/errf/test/batch.ts'
import { referralsIn } from './referrals.ts'

test('a form of others is read as referrals: the principal applicant first, countries as ours, a day without its hour', () => {
  const { document } = readErrf(new TextEncoder().encode(writeErrf(inventedBatch(2))))
  const referrals = referralsIn(document!)
  expect(referrals).toHaveLength(2)
  expect(referrals[0]).toMatchObject({ number: '900-1-RST-01', primary: 'LPN', secondary: 'AWR', priority: 'normal' })
  expect(referrals[0]!.people.map(({ relationship }) => relationship)).toEqual(['PA', 'HUS', 'DAU', 'SON'])
  expect(referrals[0]!.people[0]).toMatchObject({ number: '900-0000010', born: '1984-06-30', nationality: 'SDN' })
})

test('the older generation says relationships and the second category elsewhere, and its persons are known by their numbers', () => {
  const person = (IndividualID: string, RelationshipToPrincipalRepresentative: string) => ({
    ...{ IndividualID, RelationshipToPrincipalRepresentative, GivenName: 'Sahra', FamilyName: 'Invented' },
    ...{ DateofBirth: '1990-02-03T00:00:00', SexCode: 'F', NationalityCode: 'SOM' },
  })
  const asked = {
    ...{ IndividualID: '1', ResettlementCriteriaCode: 'MED', ResettlementCriteriaCode2: 'LAS' },
    ResettlementPriorityCode: 'EM',
  }
  const [one] = referralsIn({
    ...{ generation: '3.1', namespace: '', indicator: 'Single Submission' },
    cases: [
      {
        dataIndividual: [person('2', 'DAU'), person('1', 'PA')],
        dataProcessGroup: [{ ProcessingGroupNumber: 'X-1', ProcessingGroupSize: '2' }],
        dataResettlement: [asked],
      },
    ],
  })
  expect(one).toMatchObject({ primary: 'MED', secondary: 'LFDS', priority: 'emergency' })
  expect(one!.people.map(({ number, relationship }) => [number, relationship])).toEqual([
    ['1', 'PA'],
    ['2', 'DAU'],
  ])
})
