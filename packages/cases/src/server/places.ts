import { newId } from '@nansen/kernel'
import { type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

const ROOM = object({ id: ID, name: TEXT, aDay: orNull(INTEGER), active: { type: 'boolean' } })
const INTERPRETER = object({
  id: ID,
  name: TEXT,
  sex: { enum: ['female', 'male'] },
  languages: list(NAME),
  undertakingOn: orNull(TEXT),
  active: { type: 'boolean' },
})

/** The rooms and interpreters of an office, and how many appointments it takes a day. */
export const places = (): Query =>
  defineQuery<{ officeId: string }, object>({
    name: 'cases.places',
    module: 'cases',
    needs: null,
    input: object({ officeId: ID }),
    output: object({
      rooms: list(ROOM),
      interpreters: list(INTERPRETER),
      aDay: orNull(INTEGER),
      keeps: { type: 'boolean' },
    }),
    showsPeople: false,
    run: async (tx, _asking, { officeId }) =>
      (await sql<{ found: object }>`select cases.places(${officeId}) as found`.execute(tx)).rows[0]!.found,
  })

/** What an appointment of one case can take; `conflict`: such an interpreter does not interpret for its people. */
export const bookable = (all: readonly CaseModule[]): Query =>
  defineQuery<{ module: string; id: string }, object>({
    name: 'cases.bookable',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({
      rooms: list(object({ id: ID, name: TEXT })),
      interpreters: list(
        object({ id: ID, name: TEXT, sex: TEXT, languages: list(TEXT), conflict: { type: 'boolean' } }),
      ),
    }),
    showsPeople: false,
    run: async (tx, asking, { module, id }) => {
      const { name } = caseModuleFor(all, asking.session, module)
      return (await sql<{ found: object }>`select cases.bookable(${name}, ${id}) as found`.execute(tx)).rows[0]!.found
    },
  })

interface Room {
  readonly id?: string | null
  readonly officeId: string
  readonly name: string
  readonly aDay?: number | null
  readonly active: boolean
}

/** Says what room an office has, or had. */
export const keepRoom = (): Command =>
  defineCommand<Room, { id: string }>({
    name: 'cases.keepRoom',
    module: 'cases',
    needs: null,
    input: object(
      {
        id: orNull(ID),
        officeId: ID,
        name: { ...NAME, maxLength: 80 },
        aDay: orNull({ type: 'integer', minimum: 1, maximum: 200 }),
        active: { type: 'boolean' },
      },
      ['id', 'aDay'],
    ),
    output: object({ id: ID }),
    run: async (tx, asking, { id, officeId, name, aDay = null, active }) => {
      const room = id ?? newId(asking.now().getTime())
      await sql`select cases.keep_room(${room}, ${officeId}, ${name}, ${aDay}, ${active})`.execute(tx)
      return { id: room }
    },
  })

interface Interpreter {
  readonly id?: string | null
  readonly officeId: string
  readonly name: string
  readonly sex: 'female' | 'male'
  readonly languages: readonly string[]
  readonly undertakingOn?: string | null
  readonly active: boolean
}

/** Says who interprets at an office, in which languages; who has not signed to keep secrets is offered for nothing. */
export const keepInterpreter = (): Command =>
  defineCommand<Interpreter, { id: string }>({
    name: 'cases.keepInterpreter',
    module: 'cases',
    needs: null,
    input: object(
      {
        id: orNull(ID),
        officeId: ID,
        name: { ...NAME, maxLength: 120 },
        sex: { enum: ['female', 'male'] },
        languages: { ...list(NAME), minItems: 1, maxItems: 20 },
        undertakingOn: orNull({ type: 'string', format: 'date' }),
        active: { type: 'boolean' },
      },
      ['id', 'undertakingOn'],
    ),
    output: object({ id: ID }),
    run: async (tx, asking, { id, officeId, name, sex, languages, undertakingOn = null, active }) => {
      const interpreter = id ?? newId(asking.now().getTime())
      await sql`select cases.keep_interpreter(${interpreter}, ${officeId}, ${name}, ${sex}, ${[...languages]}::text[], ${undertakingOn}::date, ${active})`.execute(
        tx,
      )
      return { id: interpreter }
    },
  })

/** How many appointments an office takes a day; null: as many as fit. */
export const dayCapacity = (): Command =>
  defineCommand<{ officeId: string; aDay: number | null }, object>({
    name: 'cases.dayCapacity',
    module: 'cases',
    needs: null,
    input: object({ officeId: ID, aDay: orNull({ type: 'integer', minimum: 1, maximum: 2000 }) }),
    output: object({}),
    run: async (tx, _asking, { officeId, aDay }) => {
      await sql`select cases.set_day_capacity(${officeId}, ${aDay})`.execute(tx)
      return {}
    },
  })

interface Flag {
  readonly module: string
  readonly id: string
  readonly personId: string
  readonly interpreterId: string
  readonly conflict: boolean
}

/** Says that an interpreter does not interpret for somebody of a case, or that this was a mistake. */
export const flagInterpreter = (all: readonly CaseModule[]): Command =>
  defineCommand<Flag, object>({
    name: 'cases.flagInterpreter',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, personId: ID, interpreterId: ID, conflict: { type: 'boolean' } }),
    output: object({}),
    run: async (tx, asking, { module, id, personId, interpreterId, conflict }) => {
      const { name } = caseModuleFor(all, asking.session, module, 'change')
      await sql`select cases.flag_interpreter(${name}, ${id}, ${personId}, ${interpreterId}, ${conflict})`.execute(tx)
      return {}
    },
  })
