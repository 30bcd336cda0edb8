import type { Auth } from '@nansen/auth'
import type { Demo } from '@nansen/http'
import { OFFICES, STAFF } from '@nansen/world'
import { withOwner } from '../openDatabase.ts'
import { staffId } from './staff.ts'

/** Known to everybody, and good in a demo only: the database of a real installation refuses invented accounts. */
const PASSWORD = 'invented people only'

/** What the sign-in page offers. */
export const practiceAccounts = (): Demo => ({
  password: PASSWORD,
  people: STAFF.map(({ email, displayName, role, office }) => ({
    email,
    name: displayName,
    role,
    office: OFFICES.find(({ code }) => code === office)?.name ?? office,
  })),
})

/** Gives every invented colleague their account, once. */
export async function addAccounts(auth: Auth, ownerUrl: string): Promise<void> {
  const { rows } = await withOwner(ownerUrl, client =>
    client.query<{ email: string }>('select email from login."user"'),
  )
  const known = new Set(rows.map(({ email }) => email))
  const missing = STAFF.filter(({ email }) => !known.has(email))
  for (const { email, displayName } of missing)
    await auth.enrolment.invented({ id: staffId(email), name: displayName, email }, PASSWORD)
}
