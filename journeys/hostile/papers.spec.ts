import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cardKeyId, signCard, verifyCard } from '@nansen/documents'
import { paperVerifiers } from '@nansen/store'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { cardVerify } from '../../apps/cli/src/commands/cardVerify.ts'
import { readInput } from '../../apps/cli/src/readInput.ts'
import { type Attacker, type HostileWorld, hostileWorld } from './hostileWorld.ts'

let world: HostileWorld
let amina: Attacker
let group: string
const folder = mkdtempSync(join(tmpdir(), 'nansen-papers-'))
beforeAll(async () => {
  world = await hostileWorld()
  amina = await world.colleague('amina')
  const [person] = await world.peopleAt('DAD')
  const { rows } = await world.owner.query('select parent_id from registration.membership where individual = $1', [
    person,
  ])
  group = rows[0].parent_id
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.end()
})

describe('the code of a paper', () => {
  const card = {
    document: 'KEN-DAD-0000042-7/1',
    person: 'KEN-DAD-0000042-7',
    name: 'Amina Yusuf Ali',
    sex: 'F',
    yearOfBirth: 1990,
    people: 4,
    issuedOn: '2026-05-01',
    expiresOn: null,
  }
  const trusted = () => paperVerifiers(world.store.keys!)

  test('is signed with a key that signs nothing else, and those of before still hold', () => {
    const { papers, checkpoint, backups } = world.store.keys!
    expect(new Set([papers, checkpoint, backups].map(cardKeyId)).size).toBe(3)
    expect(verifyCard(signCard(papers, card), trusted(), '2026-06-01').outcome).toBe('genuine')
    expect(verifyCard(signCard(checkpoint, card), trusted(), '2026-06-01').outcome).toBe('genuine')
    expect(verifyCard(signCard(backups, card), trusted(), '2026-06-01').outcome).toBe('unknown-key')
  })
  test('is not genuine by a key of another kind that bears the name of ours', () => {
    const ec = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
      publicKeyEncoding: { format: 'pem', type: 'spki' },
    })
    const key: KeyObject = createPrivateKey(ec.privateKey)
    const id = Buffer.from(cardKeyId(key), 'hex')
    const said = Buffer.concat([id, Buffer.from(Object.values(card).join('\n'))])
    const signature = sign(null, Buffer.concat([Buffer.from('nansen card 1\0'), said]), {
      key,
      dsaEncoding: 'ieee-p1363',
    })
    expect(signature.length).toBe(64)
    const text = `NANSEN1:${base45(Buffer.concat([said, signature]))}`
    expect(verifyCard(text, [key], '2026-06-01').outcome).toBe('unknown-key')
  })

  const verifies = async (...words: string[]): Promise<string> => {
    const said: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((...what) => void said.push(what.join(' ')))
    try {
      await cardVerify.run(readInput(cardVerify, words))
      return said.join('\n')
    } catch (error) {
      expect((error as Error).name).toBe('CannotGoOn')
      return (error as Error).message
    } finally {
      log.mockRestore()
      process.exitCode = 0
    }
  }
  test('is asked about by the command line in peace, whatever it is', async () => {
    const issuer = generateKeyPairSync('ed25519')
    const pem = join(folder, 'issuer.pem')
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' })
    writeFileSync(pem, `${rsa}${issuer.publicKey.export({ format: 'pem', type: 'spki' })}`)
    const ask = (text: string) => verifies(text, '--key', pem)
    const genuine = signCard(issuer.privateKey, { ...card, name: 'Amina\u001B[2J\u202E' })
    const told = await ask(genuine)
    expect(told).toMatch(/^Genuine/)
    for (const hidden of ['\u001B', '\u202E']) expect(told).not.toContain(hidden)
    for (const text of [
      'NANSEN1:',
      'NANSEN1:AAAA',
      `NANSEN1:${'A'.repeat(3_000_000)}`,
      'NANSEN0:ABC',
      '\u0000',
      'é',
      folder,
      genuine.slice(0, -3),
      genuine.toLowerCase(),
    ])
      expect(await ask(text)).toMatch(/not the code of a card|FORGED|was signed with key/)
    const middle = genuine.length - 40
    expect(
      await ask(`${genuine.slice(0, middle)}${genuine[middle] === 'A' ? 'B' : 'A'}${genuine.slice(middle + 1)}`),
    ).toMatch(/FORGED|not the code/)
    writeFileSync(pem, rsa)
    expect(await ask(genuine)).toContain('no public key that signs cards')
    expect(await verifies(genuine, '--key', folder)).toContain('there is no file')
  })
})

describe('a certificate', () => {
  // Reprints are not what is attacked here: as many as one likes.
  beforeAll(() => world.owner.query(`update papers.default_rule set amount = 100 where rule = 'reprints-a-year'`))
  const issue = (who: Attacker) =>
    who.does('registration.certificate', { groupId: group, language: 'en', reason: 'damaged' })

  test('that two colleagues print at one moment has two numbers', async () => {
    const grace = await world.colleague('grace')
    const both = await Promise.all([issue(amina), issue(grace), issue(amina)])
    const numbers = both.map(answer => answer.json().number)
    expect(new Set(numbers).size).toBe(3)
    expect(numbers.every(Boolean)).toBe(true)
  })
  test('is found by nobody of another office, by its number, its family, its file or its code', async () => {
    const { number, attachmentId, documentId } = (await issue(amina)).json()
    const stranger = await world.colleague('james') // Kakuma
    const found = await Promise.all([
      stranger.get(`/api/registration/issued_document?number=${encodeURIComponent(number)}`),
      stranger.get('/api/registration/issued_document?limit=200'),
      stranger.get(`/api/registration/issued_document/${documentId}`),
      stranger.get(`/api/attachments/${attachmentId}`),
      issue(stranger),
    ])
    for (const { body } of found) {
      expect(body).not.toContain(number)
      expect(body).not.toContain(attachmentId)
    }
    expect(found.slice(2).map(({ statusCode }) => statusCode)).toEqual([404, 404, 403])
  })
  test('does not name whom a restriction hides, and its number is not given twice', async () => {
    const { rows } = await world.owner.query(
      `select m.individual, i.display_name from registration.membership m join registration.individual i on i.id = m.individual
       where m.parent_id = $1 and not m.focal_point and m.member_to is null limit 1`,
      [group],
    )
    const [{ individual }] = rows
    const made = await world.owner.query(
      `insert into auth.restriction_group (id, name) values (gen_random_uuid(), 's') returning id`,
    )
    await world.owner.query('update registration.individual set restriction_group = $2 where id = $1', [
      individual,
      made.rows[0].id,
    ])
    const { documentId } = (await issue(amina)).json()
    const printed = await world.owner.query(
      `select ids from audit.entry where action = 'print' order by seq desc limit 1`,
    )
    expect(printed.rows[0].ids).not.toContain(individual)
    expect(documentId).toBeTruthy()
    const twice = await world.owner.query(
      'select number from registration.issued_document group by number having count(*) > 1',
    )
    expect(twice.rows).toEqual([])
  })
})

/** RFC 9285, once more: the codes here are made outside of the product. */
function base45(bytes: Buffer): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    const value = pair ? bytes.readUInt16BE(at) : bytes[at]!
    text +=
      alphabet[value % 45]! + alphabet[Math.floor(value / 45) % 45]! + (pair ? alphabet[Math.floor(value / 2025)]! : '')
  }
  return text
}
