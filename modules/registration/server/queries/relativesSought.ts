import { defineQuery, readChildren, type StoredRow } from '@nansen/store'
import { registration } from '../../index.ts'
import { IDS, object } from '../commands/schemas.ts'

interface Sought {
  readonly id: string
  /** Whose relative. */
  readonly of: string
  readonly name: string
  /** What they are to that person: a code of the list `relationship`. */
  readonly relationship: string
  readonly sex: string | null
  readonly born: string | null
  readonly life: string
}

/** Relatives of these people who are not with them, as written down, and of whom no record is known: who arrives may be one of them. */
export const relativesSought = defineQuery<{ readonly people: readonly string[] }, { relatives: readonly Sought[] }>({
  name: 'registration.relativesSought',
  module: 'registration',
  needs: { action: 'read', level: 'personal' },
  showsPeople: true,
  input: object({ people: IDS }),
  output: object({ relatives: { type: 'array', items: { type: 'object', additionalProperties: true } } }),
  async run(tx, asking, { people }) {
    const found: Sought[] = []
    for (const id of people) {
      const { relative = [] } = await readChildren(tx, asking, registration, id, ['relative'])
      found.push(...relative.filter(each => each.registered_as === null).map(each => soughtBy(id, each)))
    }
    return { relatives: found }
  },
})

const soughtBy = (of: string, { id, name, relationship, sex, born, life }: StoredRow): Sought => ({
  id,
  of,
  name: String(name),
  relationship: String(relationship),
  sex: sex as string | null,
  born: born as string | null,
  life: String(life),
})
