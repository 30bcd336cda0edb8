import { createPublicKey } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { newId } from '@nansen/kernel'
import { lockByPasskey, newOwnKeys, newPrfSalt } from '@nansen/sealed'
import { openBackup } from '@nansen/store'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faults, type Product, startProduct } from './product.ts'

const WORDS = 'Her brother waits at the well.'
const FILE = { name: 'bruise on her wrist.txt', words: 'Seen behind the granary.' }

let product: Product
let halima: Page
let passphrase: string
let caseAddress: string
let person: string
/** What the server said, at its most talkative. */
const said: string[] = []
/** Private halves of keys that were made on machines of colleagues. */
const privateKeys: Uint8Array[] = []
beforeAll(async () => {
  product = await startProduct({ log: line => said.push(line) })
  halima = await product.signedIn('halima')
  const { rows } = await product.asOwner(client =>
    client.query<{ id: string }>(
      `select i.id from registration.individual i join auth.office o on o.id = i.office_id
       where o.code = 'DAD' and i.restriction_group is null limit 1`,
    ),
  )
  person = rows[0]!.id
  for (const name of ['james', 'catherine', 'luc']) await hasKeys(name)
}, 240_000)
afterAll(() => product?.stop())

const sends = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json', 'x-nansen': '1' }
      const answer = await fetch(to as string, { method: 'POST', headers, body: JSON.stringify(sent) })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
    },
    [path, { commandId: crypto.randomUUID(), ...body }] as const,
  )

/** A colleague who has made keys already, on a machine of their own. */
async function hasKeys(name: string): Promise<void> {
  const page = await product.signedIn(name)
  const { rows } = await product.asOwner(client =>
    client.query<{ id: string }>('select id from auth.staff where email = $1', [`${name}@demo.nansen`]),
  )
  const own = await newOwnKeys(rows[0]!.id)
  privateKeys.push(own.sealing, own.secret)
  const passkey = { credential: 'elsewhere', salt: newPrfSalt(), prf: crypto.getRandomValues(new Uint8Array(32)) }
  const lock = await lockByPasskey(rows[0]!.id, own.secret, passkey)
  const { status } = await sends(page, '/api/commands/sealing.make-keys', {
    input: { keys: own.public, id: newId(), lock },
  })
  expect(status).toBe(200)
  await page.context().close()
}

const choose = async (label: string, option: RegExp): Promise<void> => {
  await halima.getByRole('dialog').getByRole('combobox', { name: label }).click()
  await halima.getByRole('option', { name: option }).filter({ visible: true }).first().click()
  await halima.keyboard.press('Tab')
}

test('a caseworker makes keys under a passphrase that nobody else is told', async () => {
  await halima.goto(`${product.origin}/sealing`)
  await halima.getByRole('button', { name: 'Suggest one' }).click()
  passphrase = await halima.getByLabel('New passphrase').inputValue()
  const sent: string[] = []
  halima.on('request', request => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await halima.getByLabel('The same again').fill(passphrase)
  await halima.getByRole('checkbox', { name: /written it down/ }).check()
  expect(await faults(halima)).toEqual([])
  await halima.getByRole('button', { name: 'Make keys' }).click()
  await halima.getByText('Your keys are unlocked').waitFor()
  expect(sent.some(each => each.includes('sealing.make-keys'))).toBe(true)
  expect(sent.filter(each => each.includes(passphrase))).toEqual([])
}, 60_000)

test('she founds a group with a colleague who reads too, and two officers who open nothing alone', async () => {
  await halima.getByRole('button', { name: 'New group of readers' }).click()
  const dialog = halima.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name of the group' }).fill('Safety of women at Dadaab')
  const module = dialog.getByRole('combobox', { name: 'For which work' })
  if ((await module.inputValue()) === '') await choose('For which work', /^Specific needs$/)
  await dialog.getByRole('combobox', { name: 'First recovery officer' }).waitFor()
  await choose('Readers', /James Mutua/)
  await choose('First recovery officer', /Catherine Bell/)
  await choose('Second recovery officer', /Luc Moreau/)
  await dialog.getByRole('button', { name: 'New group of readers' }).click()
  await halima.getByRole('heading', { name: 'Safety of women at Dadaab' }).waitFor()
  await halima.getByText('Two or more readers can open').waitFor()
  expect(await halima.getByText(/^(\d{5} ){7}\d{5}$/).count()).toBe(4)
  expect(await faults(halima)).toEqual([])
}, 60_000)

test('what she seals on a case leaves the page as ciphertext only', async () => {
  const values = { subject: person, found_by: 'protection', identified_on: '2026-11-20' }
  const made = await sends(halima, '/api/needs/need', { values })
  expect(made.status).toBeLessThan(300)
  caseAddress = `${product.origin}/needs/need/${String(made.body.id)}`
  await halima.goto(caseAddress)
  await halima.getByRole('button', { name: 'Take it' }).click()
  await halima.getByText('Halima Yusuf').nth(1).waitFor()
  await halima.getByRole('button', { name: 'Add a sealed note' }).click()
  const dialog = halima.getByRole('dialog')
  // A new page of the browser knows no keys.
  await dialog.getByLabel('Your passphrase for sealed notes').fill(passphrase)
  await dialog.getByRole('button', { name: 'Unlock', exact: true }).click()
  await dialog.getByText('Only the readers of Safety of women at Dadaab').waitFor()
  const sent: string[] = []
  halima.on('request', request => sent.push(request.postData() ?? ''))
  await dialog.getByRole('textbox', { name: 'What only they may read' }).fill(WORDS)
  const picking = halima.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Files for the same readers' }).click()
  await (await picking).setFiles({ name: FILE.name, mimeType: 'text/plain', buffer: Buffer.from(FILE.words) })
  await dialog.getByText(FILE.name).waitFor()
  expect(await faults(halima)).toEqual([])
  await dialog.getByRole('button', { name: 'Seal and save' }).click()
  await dialog.waitFor({ state: 'detached' })
  await halima.getByText(WORDS).waitFor()
  expect(sent.some(each => each.includes('"sealed"'))).toBe(true)
  expect(sent.some(each => each.includes('"noteId"'))).toBe(true)
  expect(sent.filter(each => /brother|bruise|granary/.test(each))).toEqual([])
  const saving = halima.waitForEvent('download')
  await halima.getByText(FILE.name).waitFor()
  await halima.getByRole('button', { name: 'Open and save' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe(FILE.name)
  expect(readFileSync(await saved.path(), 'utf8')).toBe(FILE.words)
}, 60_000)

test('a wrong passphrase opens nothing, the right one does', async () => {
  await halima.goto(caseAddress)
  await halima.getByText('Sealed. Unlock your keys to read it.').waitFor()
  expect(await halima.getByText(WORDS).count()).toBe(0)
  await halima.getByText('A sealed file. Unlock your keys to see it.').waitFor()
  expect(await halima.getByText(FILE.name).count()).toBe(0)
  await halima.goto(`${product.origin}/sealing`)
  await halima.getByLabel('Your passphrase for sealed notes').fill('not what she wrote down')
  await halima.getByRole('button', { name: 'Unlock', exact: true }).click()
  await halima.getByText('This does not open your keys').waitFor()
  await halima.getByLabel('Your passphrase for sealed notes').fill(passphrase)
  await halima.getByRole('button', { name: 'Unlock', exact: true }).click()
  await halima.getByText('Your keys are unlocked').waitFor()
}, 60_000)

test('a colleague who reads the same case meets no sign of the note', async () => {
  const zeinab = await product.signedIn('zeinab')
  const answers: string[] = []
  zeinab.on('response', async response => {
    if (response.url().includes('/api/')) answers.push(await response.text().catch(() => ''))
  })
  await zeinab.goto(caseAddress)
  await zeinab.locator('h1').first().waitFor()
  await zeinab.getByRole('button', { name: 'Write a note' }).waitFor()
  expect(await zeinab.getByText(/sealed/i).count()).toBe(0)
  const read = answers.join('\n')
  expect(read).toContain(caseAddress.split('/').at(-1))
  for (const word of ['"level":"sealed"', 'Safety of women', 'ciphertext']) expect(read.includes(word)).toBe(false)
  await zeinab.context().close()
}, 60_000)

test('neither the server’s log at its most talkative nor an opened backup holds what was sealed, the passphrase or a private key', async () => {
  const place = mkdtempSync(join(tmpdir(), 'nansen-sealed-backup-'))
  const opensIt = 'four words that open a backup'
  writeFileSync(join(place, 'passphrase'), `${opensIt}\n`, { mode: 0o600 })
  try {
    const to = join(place, 'to')
    const made = await product.nansen('backup', to, '--demo', '--passphrase-file', join(place, 'passphrase'))
    expect(made.code, made.text).toBe(0)
    const kept = `${made.text}\n${await everythingIn(join(to, readdirSync(to)[0]!), opensIt)}`
    const log = said.join('')
    // Both are what they are taken for.
    expect(log).toMatch(/"level":(10|20|30)/)
    expect(log).toContain('sealing.make-keys')
    expect(kept).toContain('Safety of women at Dadaab')
    expect(kept).toContain(caseAddress.split('/').at(-1))
    const secrets = [WORDS, FILE.name, FILE.words, passphrase, ...privateKeys].map(each => Buffer.from(each))
    expect(secrets.length).toBe(10)
    for (const [at, secret] of secrets.entries())
      for (const spelling of spellings(secret)) {
        expect(log.includes(spelling), `the log tells secret ${at}`).toBe(false)
        expect(kept.includes(spelling), `the backup tells secret ${at}`).toBe(false)
      }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}, 60_000)

/** Every table of a backup of this server as text, and what is bytes there as bytes too. */
async function everythingIn(folder: string, passphrase: string): Promise<string> {
  const trusted = createPublicKey(product.keys.backups)
  const { manifest, rowsOf } = await openBackup(folder, { openWith: { passphrase }, trusted })
  const tables: string[] = []
  for (const { file } of manifest.tables) tables.push(await text(rowsOf(file)))
  const all = tables.join('\n')
  const bytes = [...all.matchAll(/\\\\x([0-9a-f]{16,})/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
  return `${all}\n${bytes.join('\n')}`
}

/** As it is, in hexadecimal, and in base64 and base64url at each offset. */
function spellings(secret: Buffer): readonly string[] {
  const inBase64 = [0, 1, 2].flatMap(offset => {
    const shifted = Buffer.concat([Buffer.alloc(offset), secret])
    return [shifted.toString('base64'), shifted.toString('base64url')].map(each => each.replace(/=+$/, '').slice(4, -4))
  })
  return [secret.toString('latin1'), secret.toString('hex'), ...inBase64]
}
