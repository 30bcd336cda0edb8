import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Product } from './product.ts'

/** Who opens her page: registration, status determination at UNHCR and at the government, an NGO, and the caseworker for violence because of gender. */
export const DESKS = ['amina', 'ruth', 'kamau', 'nadia', 'halima'] as const
/** Pixels of the page as it is opened, and of each picture in the row. */
const OPENED = { width: 900, height: 1300 }
const SHOWN = 560

interface Her {
  readonly id: string
  readonly number: string
}

/** A woman with a file of status determination: hers is at hand for each of the five, as it would be in their work. */
export async function herFile(product: Product): Promise<Her> {
  return product.asOwner(async client => {
    const { rows } = await client.query<Her & { readonly file: string }>(
      `select i.id, i.number, f.id as file from rsd.file f join registration.individual i on i.id = f.subject join auth.office o on o.id = f.office_id
       where i.sex = 'female' and i.process_status = 'active' and i.restriction_group is null and o.country = 'KEN'
       order by (f.state = 'interviewed') desc, i.number limit 1`,
    )
    const [her] = rows
    if (her === undefined) throw new Error('no woman of the practice world has a file')
    // The desks are where she lives.
    await client.query(
      `insert into auth.assignment (id, staff_id, role, office_id, valid_from, founding)
       select gen_random_uuid(), a.staff_id, a.role, i.office_id, '2026-01-01', true
       from auth.assignment a join auth.staff s on s.id = a.staff_id, registration.individual i
       where i.id = $1 and s.email = any ('{amina@demo.nansen,ruth@demo.nansen,halima@demo.nansen}') and a.office_id <> i.office_id`,
      [her.id],
    )
    // Government and NGO are given what they work on, and nothing else.
    await client.query(
      `insert into auth.case_access (id, staff_id, module, case_id, reason)
       select gen_random_uuid(), s.id, m.module, m.id::uuid, 'their part of the work'
       from auth.staff s join (values ('kamau', 'rsd', $2), ('kamau', 'registration', $1), ('nadia', 'registration', $1)) m (who, module, id)
         on s.email = m.who || '@demo.nansen'`,
      [her.id, her.file],
    )
    return her
  })
}

/** One page, opened by five: side by side, with what each one's work shows of it. */
export async function oneWoman(product: Product, to: string): Promise<void> {
  const { id, number } = await herFile(product)
  const folder = mkdtempSync(join(tmpdir(), 'nansen-pictures-'))
  const seen: string[] = []
  for (const who of DESKS) {
    const page = await product.signedIn(who, OPENED)
    page.setDefaultTimeout(60_000)
    await page.goto(`${product.origin}/registration/individual/${id}`)
    await page.getByText(number).first().waitFor()
    await page.waitForLoadState('networkidle')
    const file = join(folder, `${who}.png`)
    await sharp(await page.screenshot())
      .resize({ width: SHOWN })
      .toFile(file)
    await page.close()
    seen.push(file)
  }
  await besideEachOther(seen, to)
  rmSync(folder, { recursive: true })
}

/** Pixels around each. */
const GAP = 24

export async function besideEachOther(files: readonly string[], to: string): Promise<void> {
  const sizes = await Promise.all(files.map(file => sharp(file).metadata()))
  const width = sizes.reduce((sum, size) => sum + size.width + GAP, GAP)
  const height = Math.max(...sizes.map(size => size.height)) + 2 * GAP
  const places = files.map((input, at) => ({
    input,
    top: GAP,
    left: sizes.slice(0, at).reduce((sum, size) => sum + size.width + GAP, GAP),
  }))
  const paper = sharp({ create: { width, height, channels: 3, background: '#dfe4e8' } }).composite(places)
  await paper.webp({ quality: 80 }).toFile(to)
}
