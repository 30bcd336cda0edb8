import { practiceOffice } from '@nansen/testing'
import { expect, test } from 'vitest'
import { tellBirthdays } from './birthdays.ts'

test('who becomes eighteen or sixty is told of once, on the last day that their birth can mean', async () => {
  const office = await practiceOffice()
  try {
    const born = async (text: string) => office.owner.query('select registration.last_birthday($1, 18) as day', [text])
    const days: string[] = []
    for (const text of ['2008-11-22', '2008-11', '2008', '2008-02-29'])
      days.push(new Date((await born(text)).rows[0].day).toISOString().slice(0, 10))
    expect(days).toEqual(['2026-11-22', '2026-11-30', '2026-12-31', '2026-02-28'])
    const at = (day: string) => tellBirthdays(office.store, new Date(`${day}T08:00:00Z`))
    await office.owner.query(`set session_replication_role = 'replica'`)
    for (const [i, text] of ['2008-11-22', '1966-11-23', '1990', '2008-11'].entries())
      await office.owner.query(
        `insert into registration.individual (id, office_id, number, display_name, sex, born, process_status, process_status_on, registered_on, registration_level)
         values (gen_random_uuid(), $1, $2, 'x', 'female', $3, 'active', '2026-01-01', '2026-01-01', 'emergency')`,
        [office.offices.DAD, `N${i}`, text],
      )
    await office.owner.query(`set session_replication_role = 'origin'`)
    expect(await at('2026-11-21')).toBe(0)
    expect(await at('2026-11-22')).toBe(1)
    expect(await at('2026-11-22')).toBe(0)
    // Two days without a server: nobody is forgotten.
    expect(await at('2026-12-01')).toBe(2)
  } finally {
    await office.end()
  }
})
