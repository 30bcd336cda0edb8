import { newId, Refusal } from '@nansen/kernel'
import { auditRead, type Command, defineCommand, defineQuery, getRecord, type Query, type Tx } from '@nansen/store'
import { sql } from 'kysely'
import { type CaseModule, caseModuleFor } from './caseModules.ts'
import { BOOLEAN, ID, list, NAME, object, orNull, ROW, TEXT } from './schemas.ts'

const WORDS = { type: 'string', minLength: 1, maxLength: 2000 } as const

interface Referring {
  readonly module: string
  readonly id: string
  readonly toStaff?: string | null
  readonly toRole?: string | null
  readonly toOffice?: string | null
  readonly toOrganisation?: string | null
  readonly about?: string | null
  readonly service: string
  readonly reason: string
  readonly priority: 'urgent' | 'soon' | 'usual'
  readonly dueAt?: string | null
  /** Fields of the case that the other side is to see, as they are now. */
  readonly share: readonly string[]
}

/** Asks a colleague, a role at an office, or an organisation to do something for a person of the case, and shares what was chosen. */
export const refer = (all: readonly CaseModule[]): Command =>
  defineCommand<Referring, { id: string }>({
    name: 'cases.refer',
    module: 'cases',
    needs: null,
    input: object(
      {
        module: NAME,
        id: ID,
        toStaff: orNull(ID),
        toRole: orNull(NAME),
        toOffice: orNull(ID),
        toOrganisation: orNull(ID),
        about: orNull(ID),
        service: { ...NAME, maxLength: 120 },
        reason: WORDS,
        priority: { enum: ['urgent', 'soon', 'usual'] },
        dueAt: orNull({ type: 'string', format: 'date-time' }),
        share: { ...list(NAME), maxItems: 100 },
      },
      ['toStaff', 'toRole', 'toOffice', 'toOrganisation', 'about', 'dueAt'],
    ),
    output: object({ id: ID }),
    run: async (tx, asking, input) => {
      const { name, module, rules } = caseModuleFor(all, asking.session, input.module, 'change')
      const row = await getRecord(tx, asking, module, rules.record, input.id)
      const referral = newId(asking.now().getTime())
      const asked = {
        to_staff: input.toStaff ?? null,
        to_role: input.toRole ?? null,
        to_office: input.toOffice ?? null,
        to_organisation: input.toOrganisation ?? null,
        about: input.about ?? null,
        service: input.service,
        reason: input.reason,
        priority: input.priority,
        due_at: input.dueAt ?? null,
      }
      // only what the sender reads themselves can be shared: what is not in the row is not in the copy
      const { fields } = module.records[rules.record]!
      const shared = Object.fromEntries(
        input.share.filter(field => field in fields && field in row).map(field => [field, row[field]]),
      )
      await sql`select cases.refer(${name}, ${input.id}, ${referral}, ${JSON.stringify(asked)}::jsonb, ${JSON.stringify(shared)}::jsonb)`.execute(
        tx,
      )
      return { id: referral }
    },
  })

interface Answering {
  readonly module: string
  readonly referralId: string
  readonly answer: 'acknowledged' | 'accepted' | 'rejected' | 'done' | 'unsuccessful'
  readonly words?: string | null
}

/** The answer of who was asked. A rejection and an outcome say why or what. */
export const answerReferral = (): Command =>
  defineCommand<Answering, { answer: string }>({
    name: 'cases.answerReferral',
    module: 'cases',
    needs: null,
    input: object(
      {
        module: NAME,
        referralId: ID,
        answer: { enum: ['acknowledged', 'accepted', 'rejected', 'done', 'unsuccessful'] },
        words: orNull(WORDS),
      },
      ['words'],
    ),
    output: object({ answer: TEXT }),
    run: async (tx, _asking, { module, referralId, answer, words = null }) => {
      const { rows } = await sql<{ done: boolean }>`
        select cases.answer_referral(${module}, ${referralId}, ${answer}, ${words}) as done`.execute(tx)
      if (rows[0]?.done !== true)
        throw new Refusal('not-found', 'there is no such referral to you that could be answered so')
      return { answer }
    },
  })

interface Withdrawing {
  readonly module: string
  readonly referralId: string
  readonly onlyShared: boolean
  /** Why, for the sender's side; asked for unless only what was shared is taken back. */
  readonly because?: string | null
}

/** Takes back a referral, or only what was shared with it: the other side sees that it was, and from then on nothing of what was shared. */
export const withdrawReferral = (): Command =>
  defineCommand<Withdrawing, object>({
    name: 'cases.withdrawReferral',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, referralId: ID, onlyShared: BOOLEAN, because: orNull(WORDS) }, ['because']),
    output: object({}),
    run: async (tx, _asking, { module, referralId, onlyShared, because = null }) => {
      await sql`select cases.withdraw_referral(${module}, ${referralId}, ${onlyShared}, ${because})`.execute(tx)
      return {}
    },
  })

interface Referral {
  readonly module: string
  readonly id: string
  readonly content: Readonly<Record<string, unknown>> | null
}

/** Referrals to the asker, from whichever module: what is asked, and what was shared as long as it is; of one that was taken back, that it was. */
export const referralsToMe = (): Query =>
  defineQuery<object, { referrals: readonly Referral[] }>({
    name: 'cases.referralsToMe',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({ referrals: list(ROW) }),
    showsPeople: true,
    run: async (tx, asking) => {
      const { rows } = await sql<Referral>`select * from cases.referrals_to_me()`.execute(tx)
      for (const [module, shown] of Map.groupBy(rows, each => each.module)) {
        const ids = shown.map(({ id }) => id)
        await auditRead(tx, asking, {
          module,
          action: 'read',
          record: 'referral',
          ids,
          reason: 'shared with the reader',
        })
      }
      return { referrals: rows }
    },
  })

/** Whom referrals and handovers can go to. */
export const organisations = (): Query =>
  defineQuery<object, { organisations: readonly { readonly id: string; readonly name: string }[] }>({
    name: 'cases.organisations',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({ organisations: list(object({ id: ID, name: TEXT })) }),
    showsPeople: false,
    run: async (tx: Tx) => ({
      organisations: (
        await sql<{ id: string; name: string }>`select id, name from auth.organisation order by name`.execute(tx)
      ).rows,
    }),
  })
