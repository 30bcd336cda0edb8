import { newSealingKeys, openSealed, Refusal, seal, sealingPublicKey } from '@nansen/kernel'
import { type Bytes, canonical, fromText, sha256, toText, utf8 } from './bytes.ts'
import { keysAreWhole, type OwnKeys, type PublicKeys, signed, verified } from './ownKeys.ts'

/**
 * A group that may open what is sealed to it. Its key changes with every change of its members; each change is an *epoch*, and each epoch is a
 * statement that a reader of the one before signed. A server that adds a reader of its own breaks the chain, and every browser of the group
 * says so.
 */
export interface Member {
  readonly keys: PublicKeys
  /** A reader opens alone. The two `recovery` officers hold half a key each and open nothing until both give their half to a new reader. */
  readonly role: 'reader' | 'recovery'
  /** The last day of the grant, YYYY-MM-DD; null while nobody ends it. Recovery officers have none. */
  readonly until: string | null
}

export interface Statement {
  readonly group: string
  /** 0, 1, 2 … */
  readonly number: number
  /** Base64 of the X25519 key that notes of this epoch are sealed to. */
  readonly publicKey: string
  readonly members: readonly Member[]
  /** `statementHash` of the epoch before; null for the first. */
  readonly previous: string | null
  /** ISO instant by the maker's clock. */
  readonly at: string
}

export interface Signature {
  readonly staff: string
  readonly signature: string
}

export interface Epoch {
  readonly statement: Statement
  /** The maker's under the statement. A maker who was no reader before brings the word of both recovery officers that they may become one. */
  readonly signatures: readonly Signature[]
  readonly grants: readonly Grant[]
  /** The private key of the epoch before, sealed to this epoch's public key: a new reader reads what was written before. Null for the first. */
  readonly before: string | null
}

/** The epoch's private key for a reader, or half of it for a recovery officer, sealed to the keys that the statement names. */
export interface Grant {
  readonly staff: string
  readonly sealed: string
}

const KEY_BYTES = 32
const RECOVERY_OFFICERS = 2

const memberText = ({ keys, role, until }: Member) =>
  canonical(keys.staff, keys.sealing, keys.signing, keys.proof, role, until)

const statementText = ({ group, number, publicKey, members, previous, at }: Statement) =>
  canonical('nansen/epoch/1', group, number, publicKey, previous, at, ...members.map(memberText))

export const statementHash = async (statement: Statement): Promise<string> =>
  toText(await sha256(utf8(statementText(statement))))

/** Under what each grant of an epoch is sealed: it cannot be moved to another colleague, epoch or group. */
const grantContext = (group: string, number: number, staff: string) => ({
  info: 'nansen/group-key',
  aad: canonical(group, number, staff),
})
const beforeContext = (group: string, number: number) => ({ info: 'nansen/earlier-key', aad: canonical(group, number) })
const halfContext = (group: string, number: number, from: string, to: string) => ({
  info: 'nansen/recovery-half',
  aad: canonical(group, number, from, to),
})

/** What is wrong with a list of members, or null. */
export function membersFault(members: readonly Member[]): 'no-reader' | 'two-recovery-officers' | 'twice' | null {
  const staff = members.map(member => member.keys.staff)
  if (new Set(staff).size !== staff.length) return 'twice'
  if (!members.some(member => member.role === 'reader')) return 'no-reader'
  return members.filter(member => member.role === 'recovery').length === RECOVERY_OFFICERS
    ? null
    : 'two-recovery-officers'
}

export interface NewEpoch {
  readonly group: string
  readonly members: readonly Member[]
  /** The epochs so far, verified; none for a new group. */
  readonly epochs: readonly Epoch[]
  /** The private key of the last epoch; null for a new group. */
  readonly lastKey: Bytes | null
  readonly at: string
  /** Of a maker who reads again after a loss: what both recovery officers gave. */
  readonly halves?: readonly Half[]
}

/**
 * The next epoch, signed by whoever makes it. Its private key is forgotten here except for what the grants hold.
 * @throws Refusal `invalid` when a group would have no reader, not two recovery officers, or keys that are not whole.
 */
export async function newEpoch(
  own: OwnKeys,
  { group, members, epochs, lastKey, at, halves = [] }: NewEpoch,
): Promise<Epoch> {
  const fault = membersFault(members)
  if (fault) throw new Refusal('invalid', `these members make no group: ${fault}`, { fault })
  for (const { keys } of members)
    if (!(await keysAreWhole(keys))) throw new Refusal('invalid', 'the keys of a colleague are not whole')
  const last = epochs.at(-1)
  const { publicKey, privateKey } = await newSealingKeys()
  const number = epochs.length
  const statement: Statement = {
    group,
    number,
    publicKey: toText(publicKey),
    members,
    previous: last ? await statementHash(last.statement) : null,
    at,
  }
  const signature = toText(await signed(own.signing, statementText(statement)))
  return {
    statement,
    signatures: [
      { staff: own.public.staff, signature },
      ...halves.map(({ from, word }) => ({ staff: from, signature: word })),
    ],
    grants: await grantsOf(statement, privateKey as Bytes),
    before: lastKey ? toText(await seal(publicKey, lastKey, beforeContext(group, number))) : null,
  }
}

async function grantsOf({ group, number, members }: Statement, privateKey: Bytes): Promise<Grant[]> {
  const first = crypto.getRandomValues(new Uint8Array(KEY_BYTES))
  const halves = [first, xor(first, privateKey)]
  const grants: Grant[] = []
  for (const { keys, role } of members) {
    const what = role === 'reader' ? privateKey : halves.pop()!
    const sealed = await seal(fromText(keys.sealing), what, grantContext(group, number, keys.staff))
    grants.push({ staff: keys.staff, sealed: toText(sealed) })
  }
  return grants
}

const xor = (a: Bytes, b: Bytes): Bytes => a.map((byte, at) => byte ^ b[at]!)

/** Why a chain of epochs is not to be trusted: the first epoch that fails, and how. */
export interface ChainFault {
  readonly number: number
  readonly fault: 'order' | 'members' | 'keys' | 'signature' | 'forgotten'
}

/**
 * Whether every change of members was made by somebody who could. Read before anything is sealed or opened.
 * @param seen the `statementHash` of the newest epoch that this browser has seen: a server that shows an older or another story is found out.
 */
export async function chainFault(epochs: readonly Epoch[], seen: string | null): Promise<ChainFault | null> {
  let found = seen === null
  for (const [number, epoch] of epochs.entries()) {
    const fault = await linkFault(epoch, number, epochs)
    if (fault) return { number, fault }
    found ||= (await statementHash(epoch.statement)) === seen
  }
  return found ? null : { number: epochs.length, fault: 'forgotten' }
}

async function linkFault(epoch: Epoch, number: number, epochs: readonly Epoch[]): Promise<ChainFault['fault'] | null> {
  const { statement } = epoch
  const before = epochs[number - 1]
  const previous = before ? await statementHash(before.statement) : null
  const sameGroup = statement.group === epochs[0]!.statement.group
  if (!sameGroup || statement.number !== number || statement.previous !== previous) return 'order'
  if (membersFault(statement.members)) return 'members'
  for (const { keys } of statement.members) if (!(await keysAreWhole(keys))) return 'keys'
  return (await signedByThoseWhoMay(epoch, (before ?? epoch).statement)) ? null : 'signature'
}

async function signedByThoseWhoMay({ statement, signatures }: Epoch, before: Statement): Promise<boolean> {
  const maker = signatures[0]
  if (!maker) return false
  const day = statement.at.slice(0, 10)
  const readsIn = ({ members }: Statement) =>
    members.find(
      ({ keys, role, until }) => role === 'reader' && keys.staff === maker.staff && (until === null || until >= day),
    )
  const readBefore = readsIn(before)
  const member = readBefore ?? readsIn(statement)
  if (!member || !(await verified(member.keys.signing, statementText(statement), maker.signature))) return false
  return readBefore !== undefined || bothOfficersSaid(before, member.keys, signatures)
}

async function bothOfficersSaid(before: Statement, maker: PublicKeys, words: readonly Signature[]): Promise<boolean> {
  const text = recoveryText(before, maker)
  for (const { keys } of before.members.filter(({ role }) => role === 'recovery')) {
    const word = words.find(({ staff }) => staff === keys.staff)
    if (!word || !(await verified(keys.signing, text, word.signature))) return false
  }
  return true
}

const recoveryText = ({ group, number }: Statement, { staff, sealing, signing }: PublicKeys) =>
  canonical('nansen/recovery/1', group, number, staff, sealing, signing)

/**
 * The private keys of every epoch that this colleague can open, by number: the newest that was granted to them, and all before it.
 * @throws Refusal `not-allowed` when no epoch was granted to them.
 */
export async function openEpochs(own: OwnKeys, epochs: readonly Epoch[]): Promise<ReadonlyMap<number, Bytes>> {
  const mine = epochs.findLast(({ statement }) =>
    statement.members.some(({ keys, role }) => role === 'reader' && keys.sealing === own.public.sealing),
  )
  const grant = mine?.grants.find(({ staff }) => staff === own.public.staff)
  if (!mine || !grant) throw new Refusal('not-allowed', 'you are no reader of this group')
  const { group, number } = mine.statement
  const key = await openSealed(own.sealing, fromText(grant.sealed), grantContext(group, number, own.public.staff))
  return allBefore(epochs, number, key as Bytes)
}

async function allBefore(epochs: readonly Epoch[], newest: number, key: Bytes): Promise<ReadonlyMap<number, Bytes>> {
  const keys = new Map([[newest, key]])
  for (let number = newest; number > 0; number--) {
    const { statement, before } = epochs[number]!
    if (before === null) throw new Refusal('invalid', 'an earlier key of this group is missing')
    const earlier = await openSealed(keys.get(number)!, fromText(before), beforeContext(statement.group, number))
    keys.set(number - 1, earlier as Bytes)
  }
  return keys
}

/** A recovery officer's half, sealed to the one who will read again. Text is base64. */
export interface Half {
  readonly from: string
  readonly to: string
  readonly sealed: string
  /** The officer's signature: these keys may make the next epoch. */
  readonly word: string
}

/** @throws Refusal `not-allowed` when this colleague is no recovery officer of the epoch. */
export async function giveHalf(own: OwnKeys, { statement, grants }: Epoch, to: PublicKeys): Promise<Half> {
  const { group, number, members } = statement
  const { staff, sealing } = own.public
  const officer = members.find(({ keys, role }) => role === 'recovery' && keys.sealing === sealing)
  const grant = grants.find(each => each.staff === staff)
  if (!officer || !grant) throw new Refusal('not-allowed', 'you are no recovery officer of this group')
  const half = await openSealed(own.sealing, fromText(grant.sealed), grantContext(group, number, staff))
  const sealed = await seal(fromText(to.sealing), half, halfContext(group, number, staff, to.staff))
  const word = toText(await signed(own.signing, recoveryText(statement, to)))
  return { from: staff, to: to.staff, sealed: toText(sealed), word }
}

/**
 * The group's private keys from the halves of both officers.
 * @throws Refusal `invalid` when the halves are not those of two officers, or do not make the epoch's key.
 */
export async function joinHalves(
  own: OwnKeys,
  epochs: readonly Epoch[],
  halves: readonly [Half, Half],
): Promise<ReadonlyMap<number, Bytes>> {
  const { group, number, publicKey } = epochs.at(-1)!.statement
  const [a, b] = await Promise.all(
    halves.map(({ from, sealed }) =>
      openSealed(own.sealing, fromText(sealed), halfContext(group, number, from, own.public.staff)),
    ),
  )
  const key = xor(a as Bytes, b as Bytes)
  if (toText(await sealingPublicKey(key)) !== publicKey)
    throw new Refusal('invalid', 'these two halves do not make the key of this group')
  return allBefore(epochs, number, key)
}

/** Who could still open what is sealed to this group. */
export type Health = 'good' | 'one-reader' | 'recovery-only' | 'lost'

/** @param able colleagues whose account works and who have a lock for the keys that the statement names. @param day YYYY-MM-DD. */
export function healthOf({ statement }: Epoch, able: ReadonlySet<string>, day: string): Health {
  const alive = statement.members.filter(({ keys }) => able.has(keys.staff))
  const readers = alive.filter(({ role, until }) => role === 'reader' && (until === null || until >= day)).length
  if (readers > 1) return 'good'
  if (readers === 1) return 'one-reader'
  return alive.filter(({ role }) => role === 'recovery').length === RECOVERY_OFFICERS ? 'recovery-only' : 'lost'
}

/** Whether the members would be others if the days of their grants were honoured: the next reader who opens the group makes a new epoch. */
export const overdue = ({ statement }: Epoch, day: string): readonly Member[] =>
  statement.members.filter(({ until }) => until !== null && until < day)
