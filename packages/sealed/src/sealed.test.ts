import { beforeAll, describe, expect, test } from 'vitest'
import { type Bytes, fromText, toText } from './bytes.ts'
import {
  chainFault,
  type Epoch,
  giveHalf,
  healthOf,
  joinHalves,
  type Member,
  newEpoch,
  openEpochs,
  overdue,
  statementHash,
} from './group.ts'
import { lockByPasskey, lockByPassphrase, newPrfSalt, openByPasskey, openByPassphrase } from './lock.ts'
import { openContent, openText, type Place, type SealedContent, sealContent, sealedAnew, sealText } from './note.ts'
import { keysAreWhole, newOwnKeys, type OwnKeys, ownKeysOf, safetyNumber } from './ownKeys.ts'

const AT = '2026-11-22T09:00:00.000Z'
const PLACE: Place = { module: 'example', record: 'case-1', id: 'note-1', version: 1 }
const NOT_ALLOWED = { code: 'not-allowed' }
const INVALID = { code: 'invalid' }

let asha: OwnKeys
let beth: OwnKeys
let chen: OwnKeys
let dora: OwnKeys
let emil: OwnKeys
beforeAll(async () => {
  const made = await Promise.all(['asha', 'beth', 'chen', 'dora', 'emil'].map(newOwnKeys))
  ;[asha, beth, chen, dora, emil] = made as [OwnKeys, OwnKeys, OwnKeys, OwnKeys, OwnKeys]
})

const reader = (own: OwnKeys, until: string | null = null): Member => ({ keys: own.public, role: 'reader', until })
const officer = (own: OwnKeys): Member => ({ keys: own.public, role: 'recovery', until: null })
const officers = () => [officer(dora), officer(emil)]

const founded = (...readers: Member[]): Promise<Epoch> =>
  newEpoch(asha, { group: 'g', members: [...readers, ...officers()], epochs: [], lastKey: null, at: AT })

async function next(own: OwnKeys, epochs: readonly Epoch[], members: readonly Member[]): Promise<Epoch[]> {
  const lastKey = (await openEpochs(own, epochs)).get(epochs.length - 1)!
  return [...epochs, await newEpoch(own, { group: 'g', members, epochs, lastKey, at: AT })]
}

describe('a colleague’s own keys', () => {
  test('are opened again by the passphrase, however it is spelt, and by no other', async () => {
    const lock = await lockByPassphrase('asha', asha.secret, 'quatre café bleu marée  haute')
    const again = await ownKeysOf('asha', await openByPassphrase(lock, ' quatre cafe\u0301 bleu marée  haute '))
    expect(again.public.sealing).toBe(asha.public.sealing)
    expect(again.public.signing).toBe(asha.public.signing)
    await expect(openByPassphrase(lock, 'quatre café bleu marée  basse')).rejects.toMatchObject(NOT_ALLOWED)
  })

  test('are opened again by the passkey that locked them, and by no other', async () => {
    const passkey = { credential: 'c1', salt: newPrfSalt(), prf: crypto.getRandomValues(new Uint8Array(32)) }
    const lock = await lockByPasskey('asha', asha.secret, passkey)
    expect(await openByPasskey(lock, passkey.prf)).toEqual(asha.secret)
    await expect(openByPasskey(lock, newPrfSalt())).rejects.toMatchObject(NOT_ALLOWED)
    await expect(openByPasskey({ ...lock, staff: 'beth' }, passkey.prf)).rejects.toMatchObject(NOT_ALLOWED)
  })

  test('are not tried against a lock with fewer rounds than a lock of ours has', async () => {
    const lock = await lockByPassphrase('asha', asha.secret, 'six words that nobody would guess')
    const weak = { ...lock, rounds: 1000 } as typeof lock
    await expect(openByPassphrase(weak, 'six words that nobody would guess')).rejects.toMatchObject(NOT_ALLOWED)
  })

  test('say themselves whose they are, and nobody else can say it for them', async () => {
    expect(await keysAreWhole(asha.public)).toBe(true)
    expect(await keysAreWhole({ ...asha.public, sealing: beth.public.sealing })).toBe(false)
    expect(await keysAreWhole({ ...asha.public, staff: 'beth' })).toBe(false)
  })

  test('have a number of forty digits that changes with them', async () => {
    const number = await safetyNumber(asha.public)
    expect(number).toMatch(/^(\d{5} ){7}\d{5}$/)
    expect(await safetyNumber(asha.public)).toBe(number)
    expect(await safetyNumber(beth.public)).not.toBe(number)
  })
})

describe('a group', () => {
  test('needs a reader, two recovery officers, and nobody twice', async () => {
    const made = (members: Member[]) => newEpoch(asha, { group: 'g', members, epochs: [], lastKey: null, at: AT })
    await expect(made(officers())).rejects.toMatchObject({ ...INVALID, details: { fault: 'no-reader' } })
    await expect(made([reader(asha), officer(dora)])).rejects.toMatchObject({
      details: { fault: 'two-recovery-officers' },
    })
    await expect(made([reader(asha), reader(dora), ...officers()])).rejects.toMatchObject({
      details: { fault: 'twice' },
    })
  })

  test('lets a new reader read what was written before', async () => {
    const first = await founded(reader(asha))
    const note = await sealText(asha, first, PLACE, 'she is afraid of her brother')
    const epochs = await next(asha, [first], [reader(asha), reader(beth), ...officers()])
    expect(await openText(await openEpochs(beth, epochs), epochs, PLACE, note)).toBe('she is afraid of her brother')
  })

  test('shuts out who left from all that is written later, and from what is sealed anew', async () => {
    const first = await founded(reader(asha), reader(beth))
    const note = await sealText(beth, first, PLACE, 'before')
    const epochs = await next(asha, [first], [reader(asha), ...officers()])
    const left = await openEpochs(beth, epochs)
    expect([...left.keys()]).toEqual([0])
    const later = await sealText(asha, epochs[1]!, PLACE, 'after')
    await expect(openText(left, epochs, PLACE, later)).rejects.toMatchObject(NOT_ALLOWED)
    const anew = await sealedAnew(await openEpochs(asha, epochs), epochs[1]!, PLACE, note)
    await expect(openText(left, epochs, PLACE, anew)).rejects.toMatchObject(NOT_ALLOWED)
    expect(await openText(await openEpochs(asha, epochs), epochs, PLACE, anew)).toBe('before')
  })

  test('says whose grant has run out', async () => {
    const first = await founded(reader(asha), reader(beth, '2026-11-30'))
    expect(overdue(first, '2026-11-30')).toEqual([])
    expect(overdue(first, '2026-12-01').map(({ keys }) => keys.staff)).toEqual(['beth'])
  })

  test('says how near it is to losing everything', async () => {
    const epoch = await founded(reader(asha), reader(beth, '2026-11-30'))
    const health = (able: string[], day = '2026-11-22') => healthOf(epoch, new Set(able), day)
    expect(health(['asha', 'beth', 'dora', 'emil'])).toBe('good')
    expect(health(['asha', 'beth', 'dora', 'emil'], '2026-12-01')).toBe('one-reader')
    expect(health(['dora', 'emil'])).toBe('recovery-only')
    expect(health(['dora'])).toBe('lost')
  })
})

describe('the story of a group’s members', () => {
  test('is whole when every change was made by a reader', async () => {
    const first = await founded(reader(asha), reader(beth))
    const epochs = await next(beth, [first], [reader(beth), reader(chen), ...officers()])
    expect(await chainFault(epochs, null)).toBeNull()
    expect(await chainFault(epochs, await statementHash(first.statement))).toBeNull()
  })

  test('breaks when somebody else lets a reader in', async () => {
    const first = await founded(reader(asha))
    const members = [reader(asha), reader(chen), ...officers()]
    const intruded = await newEpoch(chen, { group: 'g', members, epochs: [first], lastKey: null, at: AT })
    expect(await chainFault([first, intruded], null)).toEqual({ number: 1, fault: 'signature' })
  })

  test('breaks when a reader is added to a statement after it was signed, or one recovery officer acts alone', async () => {
    const first = await founded(reader(asha))
    const slipped = { ...first, statement: { ...first.statement, members: [...first.statement.members, reader(chen)] } }
    expect(await chainFault([slipped], null)).toEqual({ number: 0, fault: 'signature' })
    const members = [reader(dora), officer(emil), officer(beth)]
    const alone = await newEpoch(dora, { group: 'g', members, epochs: [first], lastKey: null, at: AT })
    expect(await chainFault([first, alone], null)).toEqual({ number: 1, fault: 'signature' })
  })

  test('breaks when a reader whose days were over changes it', async () => {
    const first = await founded(reader(asha), reader(beth, '2026-11-21'))
    const epochs = await next(beth, [first], [reader(beth), ...officers()])
    expect(await chainFault(epochs, null)).toEqual({ number: 1, fault: 'signature' })
  })

  test('breaks when it is told in another order, or an end that was seen is kept back', async () => {
    const first = await founded(reader(asha), reader(beth))
    const epochs = await next(asha, [first], [reader(asha), ...officers()])
    const seen = await statementHash(epochs[1]!.statement)
    expect(await chainFault([epochs[1]!, epochs[0]!], null)).toEqual({ number: 0, fault: 'order' })
    expect(await chainFault([first], seen)).toEqual({ number: 1, fault: 'forgotten' })
  })
})

describe('a group that lost its last reader', () => {
  test('is opened again by both recovery officers together, for a reader whom both name', async () => {
    const first = await founded(reader(asha))
    const note = await sealText(asha, first, PLACE, 'kept')
    const halves = [await giveHalf(dora, first, chen.public), await giveHalf(emil, first, chen.public)] as const
    const keys = await joinHalves(chen, [first], [halves[0], halves[1]])
    expect(await openText(keys, [first], PLACE, note)).toBe('kept')
    const members = [reader(chen), ...officers()]
    const changed = { group: 'g', members, epochs: [first], lastKey: keys.get(0)!, at: AT }
    const again = [first, await newEpoch(chen, { ...changed, halves })]
    expect(await chainFault(again, null)).toBeNull()
    expect(await openText(await openEpochs(chen, again), again, PLACE, note)).toBe('kept')
    const withOne = [first, await newEpoch(chen, { ...changed, halves: [halves[0], halves[0]] })]
    expect(await chainFault(withOne, null)).toEqual({ number: 1, fault: 'signature' })
  })

  test('is given to nobody but the one whom the officers named', async () => {
    const first = await founded(reader(asha))
    const halves = [await giveHalf(dora, first, chen.public), await giveHalf(emil, first, chen.public)]
    const members = [reader(beth), ...officers()]
    const taken = await newEpoch(beth, { group: 'g', members, epochs: [first], lastKey: null, at: AT, halves })
    expect(await chainFault([first, taken], null)).toEqual({ number: 1, fault: 'signature' })
  })

  test('is not opened by one officer’s half, twice, nor by a half meant for somebody else', async () => {
    const first = await founded(reader(asha))
    const half = await giveHalf(dora, first, chen.public)
    await expect(joinHalves(chen, [first], [half, half])).rejects.toMatchObject(INVALID)
    const other = await giveHalf(emil, first, beth.public)
    await expect(joinHalves(chen, [first], [half, other])).rejects.toMatchObject(INVALID)
    await expect(giveHalf(asha, first, chen.public)).rejects.toMatchObject(NOT_ALLOWED)
    await expect(openEpochs(dora, [first])).rejects.toMatchObject(NOT_ALLOWED)
  })
})

describe('sealed content', () => {
  const opened = async (epochs: readonly Epoch[], content: SealedContent, place = PLACE) =>
    openText(await openEpochs(asha, epochs), epochs, place, content)

  test('comes back to the byte, whatever it ends with', async () => {
    const epoch = await founded(reader(asha))
    for (const bytes of [[], [0x80], [0x80, 0, 0], [0], Array.from({ length: 1024 }, (_, at) => at % 251)]) {
      const content = await sealContent(asha, epoch, PLACE, Uint8Array.from(bytes))
      const back = await openContent(await openEpochs(asha, [epoch]), [epoch], PLACE, content)
      expect([...back]).toEqual(bytes)
    }
  })

  test('does not tell by its length how much was said', async () => {
    const epoch = await founded(reader(asha))
    const lengths = await Promise.all(
      ['', 'no', 'a'.repeat(1000)].map(async text => (await sealText(asha, epoch, PLACE, text)).ciphertext.length),
    )
    expect(new Set(lengths).size).toBe(1)
  })

  test('opens nowhere else: not under another case, note, version, module or author', async () => {
    const epoch = await founded(reader(asha), reader(beth))
    const content = await sealText(asha, epoch, PLACE, 'here')
    expect(await opened([epoch], content)).toBe('here')
    for (const elsewhere of [{ module: 'other' }, { record: 'case-2' }, { id: 'note-2' }, { version: 2 }])
      await expect(opened([epoch], content, { ...PLACE, ...elsewhere })).rejects.toMatchObject(INVALID)
    await expect(opened([epoch], { ...content, author: 'beth' })).rejects.toMatchObject(INVALID)
  })

  test('is refused when a byte changed or when nobody of the group wrote it', async () => {
    const epoch = await founded(reader(asha))
    const content = await sealText(asha, epoch, PLACE, 'here')
    const bytes = fromText(content.ciphertext)
    bytes[40]! ^= 1
    await expect(opened([epoch], { ...content, ciphertext: toText(bytes) })).rejects.toMatchObject(INVALID)
    await expect(opened([epoch], await sealText(chen, epoch, PLACE, 'forged'))).rejects.toMatchObject(INVALID)
  })

  test('gives nothing to whoever has all that a server keeps', async () => {
    const epoch = await founded(reader(asha), reader(beth))
    const note = await sealText(asha, epoch, PLACE, 'never to be read by a server')
    const lock = await lockByPassphrase('asha', asha.secret, 'six words that nobody would guess')
    const kept = JSON.stringify({ epoch, note, lock })
    // Every run of 32 bytes that a server keeps, tried as if it were a private key of a colleague and as the group's.
    const texts = [...kept.matchAll(/"([A-Za-z0-9+/]{40,}={0,2})"/g)].map(([, text]) => fromText(text!))
    const tried = texts.flatMap(bytes => windows(bytes, 8))
    expect(tried.length).toBeGreaterThan(100)
    for (const key of tried)
      await expect(openText(new Map([[0, key]]), [epoch], PLACE, note)).rejects.toMatchObject(INVALID)
    expect(kept).not.toContain(toText(asha.sealing))
    expect(Buffer.from(kept).includes(Buffer.from('never to be read'))).toBe(false)
  })
})

const windows = (bytes: Bytes, step: number): Bytes[] =>
  Array.from({ length: Math.max(0, Math.floor((bytes.length - 32) / step) + 1) }, (_, at) =>
    bytes.slice(at * step, at * step + 32),
  )
