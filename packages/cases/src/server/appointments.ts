import {
  type Asking,
  auditRead,
  type Command,
  changeRecord,
  defineCommand,
  defineQuery,
  getRecord,
  type Query,
  type Tx,
} from '@nansen/store'
import { type RawBuilder, sql } from 'kysely'
import { APPOINTMENT_STATUSES, NEXT_STEPS, NO_SHOW_REASONS, REMINDED_BY } from '../meetings.ts'
import { type CaseModule, caseModuleFor, readableBy } from './caseModules.ts'
import { ID, INTEGER, list, NAME, object, orNull, TEXT } from './schemas.ts'

const COMMANDS = { commands: true } as const
const MOMENT = { type: 'string', format: 'date-time' } as const

interface Outcome {
  readonly module: string
  readonly id: string
  readonly status: Exclude<(typeof APPOINTMENT_STATUSES)[number], 'planned'>
  readonly noShowBecause?: (typeof NO_SHOW_REASONS)[number] | null
  readonly nextStep?: (typeof NEXT_STEPS)[number] | null
}

/** What became of an appointment; of who did not come also why, and what is done next, which puts a task. */
export const appointmentOutcome = (all: readonly CaseModule[]): Command =>
  defineCommand<Outcome, { status: string }>({
    name: 'cases.appointmentOutcome',
    module: 'cases',
    needs: null,
    input: object(
      {
        module: NAME,
        id: ID,
        status: { enum: APPOINTMENT_STATUSES.filter(each => each !== 'planned') },
        noShowBecause: orNull({ enum: NO_SHOW_REASONS }),
        nextStep: orNull({ enum: NEXT_STEPS }),
      },
      ['noShowBecause', 'nextStep'],
    ),
    output: object({ status: TEXT }),
    run: async (tx, asking, { module: name, id, status, noShowBecause = null, nextStep = null }) => {
      const patch = { status, no_show_because: noShowBecause, next_step: nextStep }
      await changeAppointment(tx, asking, caseModuleFor(all, asking.session, name, 'change'), id, patch)
      return { status }
    },
  })

/** That somebody was reminded, and how. */
export const reminded = (all: readonly CaseModule[]): Command =>
  defineCommand<{ module: string; id: string; by: (typeof REMINDED_BY)[number] }, object>({
    name: 'cases.reminded',
    module: 'cases',
    needs: null,
    input: object({ module: NAME, id: ID, by: { enum: REMINDED_BY } }),
    output: object({}),
    run: async (tx, asking, { module: name, id, by }) => {
      const patch = { reminded_at: asking.now().toISOString(), reminded_by: by }
      await changeAppointment(tx, asking, caseModuleFor(all, asking.session, name, 'change'), id, patch)
      return {}
    },
  })

async function changeAppointment(tx: Tx, asking: Asking, { module }: CaseModule, id: string, patch: object) {
  const { version } = await getRecord(tx, asking, module, 'appointment', id)
  await changeRecord(tx, asking, module, 'appointment', id, version, patch as never, COMMANDS)
}

/** One appointment of whichever module, as a list of a day or of reminders shows it. */
export interface Appointment {
  readonly module: string
  readonly caseId: string
  readonly number: string
  readonly id: string
  readonly kind: string
  readonly startsAt: string
  readonly minutes: number
  readonly individual: string | null
  readonly officer: string | null
  readonly unit: string | null
  readonly room: string | null
  readonly status: string
  readonly remindedAt: string | null
}

const APPOINTMENT = object({
  module: TEXT,
  caseId: ID,
  number: TEXT,
  id: ID,
  kind: TEXT,
  startsAt: TEXT,
  minutes: INTEGER,
  individual: orNull(ID),
  officer: orNull(ID),
  unit: orNull(TEXT),
  room: orNull(ID),
  status: TEXT,
  remindedAt: orNull(TEXT),
})

/** Appointments that one answer shows. */
const MOST = 500

interface Asked {
  readonly officeId: string
  readonly from: string
  readonly until: string
  /** Only the asker's own. */
  readonly mine?: boolean
}

/** The appointments of an office in a stretch of time, over all case modules, as far as the asker reads the cases; by when they begin. */
export const appointments = (all: readonly CaseModule[]): Query =>
  defineQuery<Asked, { appointments: readonly Appointment[] }>({
    name: 'cases.appointments',
    module: 'cases',
    needs: null,
    input: object({ officeId: ID, from: MOMENT, until: MOMENT, mine: { type: 'boolean' } }, ['mine']),
    output: object({ appointments: list(APPOINTMENT) }),
    showsPeople: true,
    run: async (tx, asking, asked) => {
      const modules = readableBy(all, asking.session)
      if (modules.length === 0) return { appointments: [] }
      const parts = sql.join(
        modules.map(each => partOf(each, asking, asked)),
        sql` union all `,
      )
      const { rows } =
        await sql<Appointment>`select * from (${parts}) found order by "startsAt", number limit ${sql.lit(MOST)}`.execute(
          tx,
        )
      for (const { name, rules } of modules) {
        const ids = [...new Set(rows.filter(({ module }) => module === name).map(({ caseId }) => caseId))]
        if (ids.length > 0)
          await auditRead(tx, asking, {
            module: name,
            action: 'read',
            record: rules.record,
            ids,
            reason: 'appointments',
          })
      }
      return { appointments: rows }
    },
  })

const partOf = ({ name, root, table }: CaseModule, { session }: Asking, asked: Asked): RawBuilder<unknown> => sql`(
  select ${name} as module, c.id as "caseId", c.number, a.id, a.kind, a.starts_at as "startsAt", a.minutes, a.individual, a.officer, a.unit, a.room,
    a.status, a.reminded_at as "remindedAt"
  from ${table('appointment')} a join ${root} c on c.id = a.root_id
  where a.office_id = ${asked.officeId}::uuid and a.starts_at >= ${asked.from}::timestamptz and a.starts_at < ${asked.until}::timestamptz
    and a.withdrawn_at is null and (not ${asked.mine === true}::boolean or a.officer = ${session.staffId}::uuid)
  order by a.starts_at limit ${sql.lit(MOST)})`
