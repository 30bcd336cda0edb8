import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { returning } from '../apps/cli/src/demo/templates.ts'
import { writeSyntheticCaptures } from '../apps/cli/src/syntheticCaptures.ts'
import { type Capture, present } from './captures.ts'
import { register } from './family.ts'
import { besideEachOther, oneWoman } from './oneWoman.ts'
import { startProduct, type View } from './product.ts'

// Draws the pictures of README and guides anew, from invented people only: `npm run pictures`.

const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url))

mkdirSync(FOLDER, { recursive: true })
const product = await startProduct({ people: 2_000, matching: true })
await product.drawFaces(product.world.families)

async function shot(page: Page, name: string): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  const bytes = await page.screenshot()
  await sharp(bytes)
    .webp({ quality: 80 })
    .toFile(join(FOLDER, `${name}.webp`))
  process.stdout.write(`${name}\n`)
}

async function visit(name: string, who: string, path: string, view: View = {}): Promise<Page> {
  const page = await product.signedIn(who, view)
  await page.goto(product.origin + path)
  await shot(page, name)
  return page
}

const [family] = await product.asOwner(client =>
  client
    .query<{ group_id: string; person_id: string; name: string }>(
      `select g.id as group_id, i.id as person_id, i.display_name as name
       from registration.registration_group g
       join registration.membership m on m.root_id = g.id
       join registration.individual i on i.id = m.individual
       join auth.assignment a on a.office_id = g.office_id
       join auth.staff s on s.id = a.staff_id
       where s.email = 'rania@demo.nansen' group by g.id, i.id having g.id in
         (select root_id from registration.membership group by 1 having count(*) between 4 and 6)
       order by g.number, i.number limit 1`,
    )
    .then(({ rows }) => rows),
)
if (!family) throw new Error('the practice world has no family to show')

await visit('person', 'rania', `/registration/individual/${family.person_id}`)
await visit('home', 'rania', '/')
await visit('search', 'rania', `/registration/search?q=${encodeURIComponent(family.name)}`)
await visit('family', 'rania', `/registration/registration_group/${family.group_id}`)
await visit('register', 'rania', '/registration/register')
await visit('identify', 'rania', '/identity/identify')
await visit('audit', 'auditor', '/oversight/audit')
await aCard()
await comesBack()
await aLikeness()
await visit('person-arabic-phone', 'rania', `/registration/individual/${family.person_id}`, {
  language: 'ar',
  width: 390,
  height: 844,
  touch: true,
})
await oneWoman(product, join(FOLDER, 'one-woman-five-desks.webp'))
await product.stop()

/** Both sides of a card, as it leaves the printer; poppler's `pdftoppm` draws the file. */
async function aCard(): Promise<void> {
  const clerk = await product.signedIn('rania')
  const answer = await clerk.request.post(`${product.origin}/api/commands/papers.print`, {
    headers: { 'x-nansen': '1', origin: product.origin },
    data: {
      commandId: crypto.randomUUID(),
      input: {
        individualId: family!.person_id,
        template: 'individual-card',
        language: 'ar',
        secondLanguage: 'en',
      },
    },
  })
  const { attachmentId } = (await answer.json()) as { attachmentId: string }
  const file = await clerk.request.get(`${product.origin}/api/attachments/${attachmentId}`)
  const folder = mkdtempSync(join(tmpdir(), 'nansen-pictures-'))
  writeFileSync(join(folder, 'card.pdf'), await file.body())
  execFileSync('pdftoppm', ['-r', '200', '-png', join(folder, 'card.pdf'), join(folder, 'side')])
  const sides = readdirSync(folder).filter(name => name.endsWith('.png'))
  await besideEachOther(
    sides.toSorted().map(name => join(folder, name)),
    join(FOLDER, 'card.webp'),
  )
  rmSync(folder, { recursive: true })
}

/** Somebody of the practice world comes back under another name: what the clerk captures. */
async function comesBack(): Promise<void> {
  const [key] = returning(product.world)
  const person = product.world.families.flatMap(({ members }) => members).find(each => each.person.key === key)?.person
  if (!person) throw new Error('nobody comes back')
  const folder = mkdtempSync(join(tmpdir(), 'nansen-pictures-'))
  const { files } = writeSyntheticCaptures(folder, person.body, { impression: 1 })
  const clerk = await product.signedIn('yusuf')
  await register(clerk, product.origin, [{ latin: ['Maryan', 'Dualeh', 'Hirsi'], sex: 'female', born: '2007' }])
  await clerk.getByRole('link', { name: 'Fingers and eyes' }).click()
  await present(clerk, files as readonly Capture[])
  await clerk.evaluate(() => scrollTo(0, 0))
  await shot(clerk, 'fingers-and-eyes')
  rmSync(folder, { recursive: true })
}

/** A pair of the practice world that waits for a judge, with images and faces. */
async function aLikeness(): Promise<void> {
  const judge = await product.signedIn('ines')
  await judge.goto(`${product.origin}/adjudication/queue`)
  await judge.getByRole('link', { name: 'Look' }).first().click()
  await judge.getByRole('button', { name: 'Show images' }).click()
  await judge.locator('.nansen-imagepair canvas').nth(7).waitFor()
  await judge.evaluate(() => scrollTo(0, 0))
  await shot(judge, 'likeness')
}
