import { newId, Refusal } from '@nansen/kernel'
import { type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

const WORDS = { type: 'string', minLength: 1, maxLength: 2000 } as const

interface Asking {
  readonly module: string
  readonly id: string
  readonly toOffice: string
  readonly because: string
}

/** Asks another office to take a case over. It stays here until they accept. */
export const askHandover = (all: readonly CaseModule[]): Command =>
  defineCommand<Asking, { id: string }>({
    name: 'cases.askHandover',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, toOffice: ID, because: WORDS }),
    output: object({ id: ID }),
    run: async (tx, asking, { module, id, toOffice, because }) => {
      const { name } = caseModuleFor(all, asking.session, module, 'transfer')
      const handover = newId(asking.now().getTime())
      const { rows } = await sql<{ outcome: string }>`
        select cases.ask_handover(${name}, ${id}, ${handover}, ${toOffice}, ${because}) as outcome`.execute(tx)
      if (rows[0]?.outcome === 'asked') return { id: handover }
      throw new Refusal('wrong-state', 'it was offered to an office already, or is there', {
        reason: rows[0]?.outcome ?? 'unknown',
      })
    },
  })

interface Answering {
  readonly module: string
  readonly handoverId: string
  readonly answer: 'accepted' | 'refused' | 'withdrawn'
  readonly words?: string | null
}

/** Accepts a case, or refuses it, at the office that was asked; withdraws the question at the one that asked. */
export const answerHandover = (all: readonly CaseModule[]): Command =>
  defineCommand<Answering, { answer: string }>({
    name: 'cases.answerHandover',
    module: 'cases',
    needs: null,
    input: object(
      {
        module: NAME,
        handoverId: ID,
        answer: { enum: ['accepted', 'refused', 'withdrawn'] },
        words: orNull(WORDS),
      },
      ['words'],
    ),
    output: object({ answer: TEXT }),
    run: async (tx, asking, { module, handoverId, answer, words = null }) => {
      const { name } = caseModuleFor(all, asking.session, module, 'transfer')
      const { rows } = await sql<{ outcome: string }>`
        select cases.answer_handover(${name}, ${handoverId}, ${answer}, ${words}) as outcome`.execute(tx)
      const outcome = rows[0]?.outcome
      if (outcome === 'not-found') throw new Refusal('not-found', 'there is no such question to your office')
      if (outcome === 'second-person')
        throw new Refusal('not-allowed', 'whoever asked for it does not accept it: a colleague there does')
      if (outcome !== answer) throw new Refusal('wrong-state', 'this was answered before')
      return { answer }
    },
  })

interface Waiting {
  readonly module: string
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly people: number
  readonly fromOffice: string
  readonly toOffice: string
  readonly because: string
  readonly askedAt: string
  readonly askedBy: string | null
}

const WAITING = object({
  module: TEXT,
  id: ID,
  caseNumber: TEXT,
  state: TEXT,
  people: INTEGER,
  fromOffice: ID,
  toOffice: ID,
  because: TEXT,
  askedAt: TEXT,
  askedBy: orNull(ID),
})

/** Cases that other offices would hand over to the asker's: how far each is and how many people, not who. */
export const handoversWaiting = (): Query =>
  defineQuery<object, { handovers: readonly Waiting[] }>({
    name: 'cases.handoversWaiting',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({ handovers: list(WAITING) }),
    showsPeople: false,
    run: async tx => {
      const { rows } =
        await sql<Waiting>`select module, id, case_number as "caseNumber", state, people, from_office as "fromOffice",
          to_office as "toOffice", because, asked_at as "askedAt", asked_by as "askedBy" from cases.handovers_waiting()`.execute(
          tx,
        )
      return { handovers: rows }
    },
  })
