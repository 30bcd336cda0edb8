import { caseServer } from '@nansen/cases/server'
import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import { server as registrationServer } from '@nansen/registration/server'
import {
  type Asking,
  asSession,
  changeRecord,
  createRecord,
  getRecord,
  listRecords,
  moveRecord,
  type StoredRow,
  type Tx,
  tellOf,
} from '@nansen/store'
import { type Colleague, type PracticeOffice, person, practiceOffice, type Registered } from '@nansen/testing'
import { modules } from '../../registry.gen.ts'
import { rsd } from '../index.ts'

const registerGroup = registrationServer.commands.find(({ name }) => name === 'registration.registerGroup')!
const cases = caseServer(modules)
const DAY = 86_400_000

export interface Case {
  readonly module: string
  readonly state: string | null
  readonly readable: boolean
  readonly ownerId: string | null
  readonly nextAt: string | null
}

/** An office with everybody who works on claims, a clock in hand, and short words for what they do. For tests of this module. */
export async function rsdDesk() {
  const office = await practiceOffice()
  tellOf(office.store, [cases])
  const clock = { now: new Date() }
  const begun = clock.now.getTime()
  const day = (after: number) => new Date(begun + after * DAY).toISOString().slice(0, 10)
  const worker = (who: Colleague) => workerOf(office, who, () => clock.now)
  const joins = async (role: Role) => worker(await office.colleague(role, 'DAD'))
  const [assessor, reviewer, other] = [
    await joins('rsd_officer'),
    await joins('rsd_reviewer'),
    await joins('rsd_reviewer'),
  ]
  const clerk = await joins('registration_officer')
  const [resettlement, partner] = [await joins('resettlement_officer'), await joins('partner_caseworker')]
  const official = await joins('government_rsd_officer')
  const government = newId()
  await office.owner.query(`insert into auth.organisation values ($1, 'Refugee Department', 'government')`, [
    government,
  ])
  await office.owner.query('update auth.staff set organisation_id = $2 where id = $1', [official.staffId, government])

  const of = { office, clock, day, assessor, reviewer }
  return {
    ...of,
    ...steps(of),
    other,
    clerk,
    resettlement,
    partner,
    government: official,
    ...looks(office),
    family: familyOf(office, clerk),
    backToToday: () => {
      clock.now = new Date(begun)
    },
    /** Moves the clock to so many days after the beginning, and lets the server watch. */
    daysLater: async (days: number) => {
      clock.now = new Date(begun + days * DAY)
      await office.owner.query('select cases.run_clocks($1)', [clock.now.toISOString()])
    },
    /** A government's officer, who was given the file. */
    official: async (fileId: string) => {
      await office.owner.query(
        `insert into auth.case_access (id, staff_id, module, case_id, reason) values (gen_random_uuid(), $1, 'rsd', $2, 'their mandate')`,
        [official.staffId, fileId],
      )
      return official
    },
  }
}

/** What really is in the database. */
function looks(office: PracticeOffice) {
  const rows = async (record: string, fileId: string) =>
    (await office.owner.query(`select * from rsd.${record} where root_id = $1 order by created_at, id`, [fileId])).rows
  const blocks = async (id: string, move: string): Promise<{ rule: string }[]> =>
    (
      await office.owner.query(`select cases.blocks('rsd', $2, to_jsonb(f)) as found from rsd.file f where f.id = $1`, [
        id,
        move,
      ])
    ).rows[0].found
  const statusOf = async (individual: string) =>
    (
      await office.owner.query(
        'select status, basis, category from registration.legal_status where parent_id = $1 order by effective_on desc, created_at desc, id desc limit 1',
        [individual],
      )
    ).rows[0] ?? null
  const markers = async (individual: string) =>
    (
      await office.owner.query('select name, value from cases.marker where individual = $1 order by name, value', [
        individual,
      ])
    ).rows
  return { rows, blocks, statusOf, markers }
}

/** Three people: a man, his wife, their child. `more`: their answers by place. */
const familyOf =
  (office: PracticeOffice, clerk: Worker) =>
  async (more: Readonly<Record<number, object>> = {}) => {
    const members = [
      {
        relationship: 'PA',
        person: person('male', 'Yonis Warsame', { nationality: 'SOM', born: '1985', ...more[0] } as never),
      },
      {
        relationship: 'WIF',
        person: person('female', 'Hodan Elmi', { nationality: 'SOM', born: '1988', ...more[1] } as never),
      },
      {
        relationship: 'DAU',
        person: person('female', 'Sahra Yonis', { nationality: 'SOM', born: '2016', ...more[2] } as never),
      },
    ]
    const made = await clerk.colleague.does<Registered>(registerGroup, office.registering(members))
    return { people: made.members.map(({ id }) => id) }
  }
export type RsdDesk = Awaited<ReturnType<typeof rsdDesk>>

interface Made {
  readonly id: string
  readonly version: number
}
export interface Worker {
  readonly colleague: Colleague
  readonly staffId: string
  readonly open: (values: object) => Promise<StoredRow>
  readonly add: (record: string, values: object) => Promise<Made>
  readonly change: (id: string, patch: object) => Promise<unknown>
  readonly changeChild: (record: string, id: string, patch: object) => Promise<unknown>
  readonly move: (id: string, move: string, patch?: object) => Promise<StoredRow>
  readonly get: (id: string) => Promise<StoredRow>
  readonly list: (record: string, fileId: string) => Promise<readonly StoredRow[]>
  readonly finish: (taskId: string) => Promise<unknown>
  readonly overview: (personId: string) => Promise<{ readonly cases: readonly Case[] }>
}

function workerOf(office: PracticeOffice, colleague: Colleague, now: () => Date): Worker {
  const as = <T>(work: (tx: Tx, asking: Asking) => Promise<T>) =>
    asSession(office.store, colleague.token, { commandId: newId<'command'>(), now }, work)
  const changeChild = (record: string, id: string, patch: object) =>
    as(async (tx, asking) => {
      const { version } = await getRecord(tx, asking, rsd, record, id)
      return changeRecord(tx, asking, rsd, record, id, version, patch as never)
    })
  const finishTask = cases.commands.find(({ name }) => name === 'cases.finishTask')!
  const overview = cases.queries.find(({ name }) => name === 'cases.overview')!
  return {
    colleague,
    staffId: colleague.staffId,
    open: values => as((tx, asking) => createRecord(tx, asking, rsd, 'file', values as never)),
    add: (record, values) => as((tx, asking) => createRecord(tx, asking, rsd, record, values as never)),
    change: (id, patch) => changeChild('file', id, patch),
    changeChild,
    move: (id, move, patch = {}) =>
      as(async (tx, asking) => {
        const { version } = await getRecord(tx, asking, rsd, 'file', id)
        return moveRecord(tx, asking, rsd, id, move, version, patch as never)
      }),
    get: id => as((tx, asking) => getRecord(tx, asking, rsd, 'file', id)),
    list: (record, fileId) =>
      as(
        async (tx, asking) =>
          (await listRecords(tx, asking, rsd, record, { where: { parent_id: fileId }, whole: true })).rows,
      ),
    finish: taskId => colleague.does(finishTask, { module: 'rsd', taskId, status: 'done' }),
    overview: personId => colleague.asks(overview, { personId }),
  }
}

/** What several people do one after the other, as often as a test needs it. */
function steps({ assessor, reviewer, day }: RsdSteps) {
  const open = (subject: string, more: object = {}) =>
    assessor.open({
      subject,
      procedure: 'first-instance',
      modality: 'regular',
      authority: 'unhcr',
      applied_on: day(0),
      priority: 'ordinary',
      complexity: 'ordinary',
      ...more,
    })
  const apply = (parent_id: string, individual: string) =>
    assessor.add('application', { parent_id, individual, received_on: day(0), why_left: 'The market was burnt.' })
  const interview = (parent_id: string, individual: string, more: object) =>
    assessor.add('interview', { parent_id, individual, kind: 'first', planned_for: `${day(0)}T09:00:00Z`, ...more })
  const heard = async (id: string, individual: string) => {
    await apply(id, individual)
    await interview(id, individual, { status: 'planned' })
    await assessor.move(id, 'schedule')
    await interview(id, individual, { status: 'held', held_on: day(0) })
    await assessor.move(id, 'hear')
  }
  const written = async (id: string, more: object = {}) => {
    const fact = await assessor.add('fact', {
      parent_id: id,
      sequence: 1,
      topic: 'The fire at the market',
      statement: 'He saw it.',
      finding: 'accepted',
      ...more,
    })
    await assessor.change(id, {
      claim_summary: 'Fled after the market was burnt.',
      harm_feared: 'Death.',
      legal_analysis: 'A reasonable degree of likelihood.',
      exclusion_trigger: 'no',
      recommendation: 'recognised',
    })
    return fact.id
  }
  return {
    open,
    apply,
    interview,
    heard,
    written,
    ...laterSteps({ assessor, reviewer, day }, { open, heard, written }),
  }
}

interface Early {
  readonly open: (subject: string, more?: object) => Promise<StoredRow>
  readonly heard: (id: string, individual: string) => Promise<void>
  readonly written: (id: string) => Promise<string>
}

function laterSteps({ assessor, reviewer, day }: RsdSteps, { open, heard, written }: Early) {
  const assessed = async (subject: string, more: object = {}) => {
    const { id } = await open(subject, more)
    await heard(id, subject)
    await written(id)
    return assessor.move(id, 'assess')
  }
  const notified = (id: string) => assessor.move(id, 'notify', { notified_on: day(0), notified_how: 'in-person' })
  return {
    assessed,
    notified,
    recognised: async (id: string) => {
      await reviewer.move(id, 'endorse')
      await reviewer.change(id, { ground: 'oau-1-2' })
      await reviewer.move(id, 'decide', { outcome: 'recognised' })
      await notified(id)
      await assessor.move(id, 'close', { closed_because: 'final' })
    },
    refused: async (subject: string) => {
      const { id } = await assessed(subject)
      await reviewer.move(id, 'endorse')
      await reviewer.change(id, { reason_categories: ['not-reliable'], reasons: 'Two accounts that do not agree.' })
      await reviewer.move(id, 'decide', { outcome: 'rejected' })
      return notified(id)
    },
  }
}
interface RsdSteps {
  readonly assessor: Worker
  readonly reviewer: Worker
  readonly day: (after: number) => string
}
