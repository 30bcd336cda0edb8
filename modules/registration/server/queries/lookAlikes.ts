import { defineQuery } from '@nansen/store'
import { lookAlikes as alike, type LookAlike } from '../alike/lookAlikes.ts'
import { object } from '../commands/schemas.ts'
import { MOST_PEOPLE, PERSON, type PersonInput } from '../person/registerPerson.ts'

interface Input {
  readonly people: readonly PersonInput[]
}

/**
 * Whom these people, before they are registered, may be among those registered. Asked with the consequences, and apart from them: what it
 * shows of others is audited as the search that it is.
 */
export const lookAlikes = defineQuery<Input, { lookAlikes: readonly LookAlike[] }>({
  name: 'registration.lookAlikes',
  module: 'registration',
  needs: { action: 'create', level: 'personal' },
  showsPeople: true,
  input: object({ people: { type: 'array', minItems: 1, maxItems: MOST_PEOPLE, items: PERSON } }),
  output: object({ lookAlikes: { type: 'array', items: { type: 'object', additionalProperties: true } } }),
  run: async (tx, asking, { people }) => ({ lookAlikes: await alike(tx, asking, people) }),
})
