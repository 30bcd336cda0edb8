import { DESKS, herFile } from './oneWoman.ts'
import { faults, type Product } from './product.ts'

/** Words of one woman's page, by the desk at which it is open: what stands there, and what does not. `FILE`: the number of her file, `SON`: her son's name. */
const AT_THE_DESK: Readonly<
  Record<(typeof DESKS)[number], { readonly sees: readonly string[]; readonly not: readonly string[] }>
> = {
  amina: {
    sees: ['FILE', 'Print certificate', 'Nationality', 'Addresses', 'SON'],
    not: ['Ruth Mwangi', 'Religion (may be refused)', 'You see a summary'],
  },
  ruth: {
    sees: ['FILE', 'Ruth Mwangi', 'Nationality', 'Addresses', 'Religion (may be refused)', 'SON'],
    not: ['Print certificate', 'Take a photo', 'You see a summary'],
  },
  kamau: {
    sees: ['FILE', 'You see a summary'],
    not: ['SON', 'Family', 'Nationality', 'Addresses', 'Specific needs', 'Religion', 'Print certificate'],
  },
  nadia: {
    sees: ['You see a summary'],
    not: [
      'FILE',
      'SON',
      'Refugee status determination',
      'Family',
      'Nationality',
      'Addresses',
      'Specific needs',
      'Religion',
    ],
  },
  halima: {
    sees: ['You see a summary', 'SON'],
    not: ['FILE', 'Refugee status determination', 'Nationality', 'Addresses', 'Religion', 'Print certificate'],
  },
}

/** What each of the five meets of these words on her page, and what they are meant to. @throws Error for a page with faults of accessibility. */
export async function atFiveDesks(product: Product) {
  const her = await herFile(product)
  const { rows } = await product.asOwner(client =>
    client.query(
      `select f.number as file, (select i.display_name from registration.membership m join registration.membership o on o.parent_id = m.parent_id
         and o.individual <> m.individual and o.relationship = 'SON' and o.member_to is null join registration.individual i on i.id = o.individual
         where m.individual = $1 and m.member_to is null limit 1) as son
       from rsd.file f where f.subject = $1`,
      [her.id],
    ),
  )
  const word = (said: string) => ({ FILE: rows[0].file, SON: rows[0].son })[said] ?? said
  const pages = DESKS.map(async who => {
    const page = await product.signedIn(who)
    const cases = page.waitForResponse(answer => answer.url().includes('/queries/cases.overview'))
    await page.goto(`${product.origin}/registration/individual/${her.id}`)
    await page.getByText(her.number).first().waitFor()
    await cases
    await page.getByText(word(AT_THE_DESK[who].sees[0]!)).first().waitFor()
    await page.waitForLoadState('networkidle')
    const seen = await page.locator('main').innerText()
    const found = await faults(page)
    await page.close()
    if (found.length > 0) throw new Error(`${who}: ${JSON.stringify(found)}`)
    return [who, seen] as const
  })
  const met = (await Promise.all(pages)).map(([who, seen]) => ({
    who,
    sees: AT_THE_DESK[who].sees.filter(each => seen.includes(word(each))),
    not: AT_THE_DESK[who].not.filter(each => !seen.includes(word(each))),
  }))
  return { met, meant: DESKS.map(who => ({ who, ...AT_THE_DESK[who] })) }
}
