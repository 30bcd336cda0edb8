import { newId } from '@nansen/kernel'
import type { Role } from '@nansen/model'
import {
  type Bytes,
  chainFault,
  type Epoch,
  giveHalf,
  joinHalves,
  lockByPasskey,
  type Member,
  newEpoch,
  newOwnKeys,
  newPrfSalt,
  type OwnKeys,
  openByPasskey,
  openEpochs,
  openText,
  ownKeysOf,
  type Place,
  type PublicKeys,
  sealText,
} from '@nansen/sealed'
import { asSession, openSession, runCommand, runQuery } from '@nansen/store'
import { practiceOffice } from '@nansen/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { server } from './index.ts'

const office = await practiceOffice()
afterAll(() => office.end())

interface Colleague {
  readonly id: string
  readonly token: string
  readonly own: OwnKeys
  readonly prf: Bytes
}

const MODULE = 'gbv'
let asha: Colleague
let beth: Colleague
let carl: Colleague
let dora: Colleague
let emil: Colleague
let clerk: Colleague

async function colleague(role: Role): Promise<Colleague> {
  const { staffId } = await office.colleague(role, 'DAD')
  const { token } = await openSession(office.store, { staffId, steppedUp: true })
  return { id: staffId, token, own: await newOwnKeys(staffId), prf: crypto.getRandomValues(new Uint8Array(32)) }
}

const does = ({ token }: Colleague, name: string, input: object) =>
  runCommand(office.store, token, server.commands.find(each => each.name === `sealing.${name}`)!, {
    commandId: newId(),
    input: input as never,
  })
const asks = <T>({ token }: Colleague, name: string, input: object = {}) =>
  runQuery(office.store, token, server.queries.find(each => each.name === `sealing.${name}`)!, {
    input: input as never,
  }) as Promise<T>

async function makesKeys(who: Colleague): Promise<void> {
  const passkey = { credential: 'c', salt: newPrfSalt(), prf: who.prf }
  const lock = await lockByPasskey(who.id, who.own.secret, passkey)
  await does(who, 'make-keys', { keys: who.own.public, id: newId(), lock })
}

const reader = ({ own }: Colleague, until: string | null = null): Member => ({
  keys: own.public,
  role: 'reader',
  until,
})
const officer = ({ own }: Colleague): Member => ({ keys: own.public, role: 'recovery', until: null })
const at = () => new Date().toISOString()

async function founds(who: Colleague, members: readonly Member[]): Promise<{ id: string; epoch: Epoch }> {
  const id = newId<string>()
  const epoch = await newEpoch(who.own, { group: id, members, epochs: [], lastKey: null, at: at() })
  await does(who, 'found', { id, module: MODULE, officeId: office.offices.DAD, name: 'Protection at DAD', epoch })
  return { id, epoch }
}

interface Mine {
  readonly keys: PublicKeys | null
  readonly locks: readonly { readonly id: string; readonly lock: never }[]
  readonly groups: readonly {
    readonly id: string
    readonly health: string
    readonly mine: string | null
    readonly epochs: readonly Epoch[]
    readonly recovery: { readonly id: string; readonly given: number; readonly halves: readonly never[] } | null
  }[]
}
const groupOf = async (who: Colleague, id: string) =>
  (await asks<Mine>(who, 'mine')).groups.find(each => each.id === id)

beforeAll(async () => {
  ;[asha, beth, carl, dora, emil, clerk] = (await Promise.all([
    ...['gbv_caseworker', 'gbv_caseworker', 'gbv_caseworker', 'head_of_office', 'protection_officer'].map(role =>
      colleague(role as Role),
    ),
    colleague('registration_officer'),
  ])) as [Colleague, Colleague, Colleague, Colleague, Colleague, Colleague]
  for (const who of [asha, beth, carl, dora, emil]) await makesKeys(who)
})

test('keys come back locked, and only to whom they belong', async () => {
  const { keys, locks } = await asks<Mine>(asha, 'mine')
  expect(keys).toEqual(asha.own.public)
  const secret = await openByPasskey(locks[0]!.lock, asha.prf)
  expect((await ownKeysOf(asha.id, secret)).public).toEqual(asha.own.public)
  const seen = await asSession(office.store, beth.token, {}, tx =>
    sql<{ staff_id: string }>`select staff_id from sealed.lock`.execute(tx),
  )
  expect(new Set(seen.rows.map(row => row.staff_id))).toEqual(new Set([beth.id]))
})

test('keys of somebody else, or that do not hang together, are not taken', async () => {
  const lock = await lockByPasskey(clerk.id, clerk.own.secret, { credential: 'c', salt: newPrfSalt(), prf: clerk.prf })
  await expect(does(clerk, 'make-keys', { keys: asha.own.public, id: newId(), lock })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  const mixed = { ...clerk.own.public, sealing: asha.own.public.sealing }
  await expect(does(clerk, 'make-keys', { keys: mixed, id: newId(), lock })).rejects.toMatchObject({ code: 'invalid' })
})

test('the last lock of keys stays', async () => {
  const { locks } = await asks<Mine>(carl, 'mine')
  await expect(does(carl, 'end-lock', { id: locks[0]!.id })).rejects.toMatchObject({ code: 'invalid' })
})

test('a group is seen by its members, and by nobody else at all', async () => {
  const { id } = await founds(asha, [reader(asha), reader(beth), officer(dora), officer(emil)])
  expect((await groupOf(asha, id))?.mine).toBe('reader')
  expect((await groupOf(beth, id))?.health).toBe('good')
  expect((await groupOf(dora, id))?.mine).toBe('recovery')
  expect(await groupOf(carl, id)).toBeUndefined()
  for (const table of ['"group"', 'epoch', 'member', 'recovery', 'half']) {
    const { rows } = await asSession(office.store, clerk.token, {}, tx =>
      sql.raw(`select * from sealed.${table}`).execute(tx),
    )
    expect([table, rows.length]).toEqual([table, 0])
  }
})

test('nobody founds a group for work that is not theirs, or names a reader whose work does not need it', async () => {
  await makesKeys(clerk)
  await expect(founds(clerk, [reader(clerk), officer(dora), officer(emil)])).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(founds(asha, [reader(asha), reader(clerk), officer(dora), officer(emil)])).rejects.toMatchObject({
    code: 'invalid',
  })
  const named = async (who: Colleague) =>
    (await asks<{ colleagues: readonly object[] }>(who, 'candidates', { module: MODULE })).colleagues.length
  expect([await named(asha), await named(clerk)]).toEqual([6, 0])
})

test('past the program too a group is changed by its readers alone, and names nobody with keys that are not theirs', async () => {
  const { id, epoch } = await founds(asha, [reader(asha), reader(beth), officer(dora), officer(emil)])
  const lastKey = (await openEpochs(asha.own, [epoch])).get(0)!
  const members = [reader(asha), reader(beth), officer(dora), officer(emil)]
  const next = await newEpoch(asha.own, { group: id, members, epochs: [epoch], lastKey, at: at() })
  const changes = (who: Colleague, sent: Epoch) =>
    asSession(office.store, who.token, {}, tx =>
      sql`select sealed.change_group(${id}, ${JSON.stringify(sent)}::jsonb)`.execute(tx),
    )
  await expect(changes(carl, next)).rejects.toMatchObject({ code: 'not-found' })
  const forged = next.statement.members.map(member =>
    member.keys.staff === beth.id ? { ...member, keys: { ...member.keys, sealing: carl.own.public.sealing } } : member,
  )
  const mixed = { ...next, statement: { ...next.statement, members: forged } }
  await expect(changes(asha, mixed)).rejects.toMatchObject({ code: 'invalid' })
  await changes(asha, next)
})

test('what is written through a group is read by who joins, and not by who left', async () => {
  const { id, epoch } = await founds(asha, [reader(asha), officer(dora), officer(emil)])
  const place: Place = { module: MODULE, record: newId(), id: newId(), version: 1 }
  const note = await sealText(asha.own, epoch, place, 'not at home after dark')
  const lastKey = (await openEpochs(asha.own, [epoch])).get(0)!
  const members = [reader(beth), reader(carl), officer(dora), officer(emil)]
  await does(asha, 'change', {
    id,
    epoch: await newEpoch(asha.own, { group: id, members, epochs: [epoch], lastKey, at: at() }),
  })
  const { epochs } = (await groupOf(carl, id))!
  expect(await chainFault(epochs, null)).toBeNull()
  expect(await openText(await openEpochs(carl.own, epochs), epochs, place, note)).toBe('not at home after dark')
  expect(await groupOf(asha, id)).toBeUndefined()
})

test('a change that another change overtook, or that no reader signed, is refused', async () => {
  const { id, epoch } = await founds(asha, [reader(asha), reader(beth), officer(dora), officer(emil)])
  const change = async (who: Colleague) => {
    const lastKey = (await openEpochs(who.own, [epoch])).get(0)!
    const members = [reader(asha), reader(beth), reader(carl), officer(dora), officer(emil)]
    return newEpoch(who.own, { group: id, members, epochs: [epoch], lastKey, at: at() })
  }
  const [first, second] = [await change(asha), await change(beth)]
  await does(asha, 'change', { id, epoch: first })
  await expect(does(beth, 'change', { id, epoch: second })).rejects.toMatchObject({ code: 'invalid' })
  const members = [reader(carl), officer(dora), officer(emil)]
  const forged = await newEpoch(clerk.own, { group: id, members, epochs: [epoch, first], lastKey: null, at: at() })
  await expect(does(beth, 'change', { id, epoch: forged })).rejects.toMatchObject({ code: 'invalid' })
})

test('a group whose reader leaves says so to its members, and two officers give it to another', async () => {
  const { id, epoch } = await founds(asha, [reader(asha), reader(beth), officer(dora), officer(emil)])
  const place: Place = { module: MODULE, record: newId(), id: newId(), version: 1 }
  const note = await sealText(beth.own, epoch, place, 'kept')
  const told = async (who: Colleague) =>
    (
      await office.owner.query('select kind from auth.notice where staff_id = $1 order by at desc, kind', [who.id])
    ).rows.map(row => row.kind)
  // Beth changes her work and stays with us: her session lives, her groups are gone.
  await office.owner.query(`update auth.assignment set ended_at = now() where staff_id = $1`, [beth.id])
  await office.owner.query(
    `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding) values ($1, $2, 'registration_officer', $3, '2020-01-01', true)`,
    [newId(), beth.id, office.offices.DAD],
  )
  await office.owner.query('select sealed.look_at_health()')
  expect((await groupOf(asha, id))?.health).toBe('one-reader')
  expect(await told(asha)).toContain('sealed-one-reader')
  expect(await groupOf(beth, id)).toBeUndefined()
  await office.owner.query(`update auth.assignment set ended_at = now() where staff_id = $1`, [asha.id])
  await office.owner.query('select sealed.look_at_health()')
  expect((await groupOf(dora, id))?.health).toBe('recovery-only')
  expect(await told(emil)).toContain('sealed-recovery-only')

  const recovery = newId<string>()
  const forClerk = { id: newId(), groupId: id, forStaff: clerk.id, reason: 'to read again' }
  await expect(does(dora, 'ask-recovery', forClerk)).rejects.toMatchObject({ code: 'invalid' })
  await does(dora, 'ask-recovery', { id: recovery, groupId: id, forStaff: carl.id, reason: 'both readers left' })
  await expect(does(carl, 'change', { id, epoch })).rejects.toMatchObject({ code: 'invalid' })
  const half = await giveHalf(dora.own, epoch, carl.own.public)
  // A reader is no officer of the pair, also while the group still names her.
  const byReader = does(beth, 'give-half', { recoveryId: recovery, half: { ...half, from: beth.id } })
  await expect(byReader).rejects.toMatchObject({ code: 'not-allowed' })
  await does(dora, 'give-half', { recoveryId: recovery, half })
  await does(emil, 'give-half', { recoveryId: recovery, half: await giveHalf(emil.own, epoch, carl.own.public) })
  const known = (await groupOf(carl, id))!
  expect(known.recovery?.given).toBe(2)
  const halves = known.recovery!.halves as never as [never, never]
  const seen = (who: Colleague) =>
    asSession(office.store, who.token, {}, async tx => (await sql`select * from sealed.half`.execute(tx)).rows.length)
  expect([await seen(carl), await seen(dora), await seen(clerk)]).toEqual([2, 1, 0])
  const keys = await joinHalves(carl.own, known.epochs, halves)
  const members = [reader(carl), officer(dora), officer(emil)]
  const next = { group: id, members, epochs: known.epochs, lastKey: keys.get(0)!, at: at(), halves }
  await does(carl, 'change', { id, epoch: await newEpoch(carl.own, next) })
  const { epochs, health, recovery: open } = (await groupOf(carl, id))!
  expect([health, open]).toEqual(['one-reader', null])
  expect(await openText(await openEpochs(carl.own, epochs), epochs, place, note)).toBe('kept')
})

test('every act is in the audit', async () => {
  const { rows } = await office.owner.query(
    `select distinct action from audit.entry where module = 'sealed' order by action`,
  )
  expect(rows.map(row => row.action)).toEqual([
    'group.changed',
    'group.health',
    'keys.made',
    'recovery.asked',
    'recovery.half-given',
  ])
})
