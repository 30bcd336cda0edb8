import { newId } from '@nansen/kernel'
import { ROLES } from '@nansen/model'
import { auditRead, type Command, defineCommand, defineQuery, type Query } from '@nansen/store'
import { sql } from 'kysely'
import type { CaseModule } from './caseModules.ts'
import { BOOLEAN, ID, list, NAME, object, orNull, TEXT } from './schemas.ts'

interface Raising {
  /** A case's module, or `registration` for a person. */
  readonly module: string
  readonly id: string
  readonly toStaff: readonly string[]
  readonly toRoles: readonly string[]
  readonly words: string
  readonly urgent: boolean
}

/** Brings a new situation before colleagues who may open what it is about. Nobody else is told, not even that there is something. */
export const raiseAlert = (): Command =>
  defineCommand<Raising, { id: string; told: number }>({
    name: 'cases.raiseAlert',
    module: 'cases',
    needs: null,
    input: object({
      module: NAME,
      id: ID,
      toStaff: { ...list(ID), maxItems: 50 },
      toRoles: { ...list({ enum: ROLES }), maxItems: 10 },
      words: { type: 'string', minLength: 1, maxLength: 1000 },
      urgent: BOOLEAN,
    }),
    output: object({ id: ID, told: { type: 'integer' } }),
    run: async (tx, asking, { module, id, toStaff, toRoles, words, urgent }) => {
      const alert = newId(asking.now().getTime())
      const { rows } = await sql<{
        told: number
      }>`select cases.raise_alert(${alert}, ${module}, ${id}, ${[...toStaff]}::uuid[],
        ${[...toRoles]}::text[], ${words}, ${urgent}) as told`.execute(tx)
      return { id: alert, told: rows[0]!.told }
    },
  })

/** That the asker read an alert of theirs. */
export const readAlert = (): Command =>
  defineCommand<{ id: string }, { read: boolean }>({
    name: 'cases.readAlert',
    module: 'cases',
    needs: null,
    input: object({ id: ID }),
    output: object({ read: BOOLEAN }),
    run: async (tx, _asking, { id }) =>
      (await sql<{ read: boolean }>`select cases.read_alert(${id}) as read`.execute(tx)).rows[0]!,
  })

/** Whether the asker hears of alerts at once (null), or once a day at this hour, UTC. What is urgent comes at once. */
export const wishAlerts = (): Command =>
  defineCommand<{ dailyAt: number | null }, object>({
    name: 'cases.wishAlerts',
    module: 'cases',
    needs: null,
    input: object({ dailyAt: orNull({ type: 'integer', minimum: 0, maximum: 23 }) }),
    output: object({}),
    run: async (tx, _asking, { dailyAt }) => {
      await sql`select cases.wish_alerts(${dailyAt})`.execute(tx)
      return {}
    },
  })

interface Alert {
  readonly id: string
  readonly module: string
  readonly recordId: string
  readonly number: string | null
  readonly kind: string
  readonly urgent: boolean
  readonly words: string | null
  readonly raisedBy: string | null
  readonly raisedAt: string
  readonly readAt: string | null
}

const ALERT = object({
  id: ID,
  module: TEXT,
  recordId: ID,
  number: orNull(TEXT),
  kind: TEXT,
  urgent: BOOLEAN,
  words: orNull(TEXT),
  raisedBy: orNull(ID),
  raisedAt: TEXT,
  readAt: orNull(TEXT),
})

/** The asker's alerts, the newest first: unread ones, and those read within thirty days. What they may not open any more is not there. */
export const alertsForMe = (all: readonly CaseModule[]): Query =>
  defineQuery<object, { alerts: readonly Alert[]; dailyAt: number | null }>({
    name: 'cases.alertsForMe',
    module: 'cases',
    needs: null,
    input: object({}),
    output: object({ alerts: list(ALERT), dailyAt: orNull({ type: 'integer' }) }),
    showsPeople: false,
    run: async (tx, asking) => {
      const { rows } =
        await sql<Alert>`select id, module, record_id as "recordId", number, kind, urgent, words, raised_by as "raisedBy",
        raised_at as "raisedAt", read_at as "readAt" from cases.alerts_for_me()`.execute(tx)
      for (const [module, shown] of Map.groupBy(rows, each => each.module)) {
        const record = all.find(({ name }) => name === module)?.rules.record ?? 'individual'
        const ids = [...new Set(shown.map(({ recordId }) => recordId))]
        await auditRead(tx, asking, { module, action: 'read', record, ids, reason: 'alerts' })
      }
      const wish = await sql<{ hour: number | null }>`select cases.alert_wish_of_me() as hour`.execute(tx)
      return { alerts: rows, dailyAt: wish.rows[0]?.hour ?? null }
    },
  })

/** Who could be told of a case or a person: colleagues who may open it. */
export const alertColleagues = (): Query =>
  defineQuery<{ module: string; id: string }, object>({
    name: 'cases.alertColleagues',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({ colleagues: list(object({ staffId: ID, name: TEXT })) }),
    showsPeople: false,
    run: async (tx, _asking, { module, id }) => ({
      colleagues: (
        await sql`select staff_id as "staffId", name from cases.alert_colleagues(${module}, ${id})`.execute(tx)
      ).rows,
    }),
  })

/** Alerts that the asker raised of one case or person, a line for each who was told, with when they read it. */
export const alertsByMe = (): Query =>
  defineQuery<{ module: string; id: string }, object>({
    name: 'cases.alertsByMe',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID }),
    output: object({
      receipts: list(object({ id: ID, words: orNull(TEXT), raisedAt: TEXT, staffId: ID, readAt: orNull(TEXT) })),
    }),
    showsPeople: false,
    run: async (tx, _asking, { module, id }) => ({
      receipts: (
        await sql`select id, words, raised_at as "raisedAt", staff_id as "staffId", read_at as "readAt"
          from cases.alerts_by_me(${module}, ${id})`.execute(tx)
      ).rows,
    }),
  })
