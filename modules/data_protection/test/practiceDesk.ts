import { newId } from '@nansen/kernel'
import { server as registrationServer } from '@nansen/registration/server'
import { asSession, type Command, createRecord, moveRecord } from '@nansen/store'
import { type Colleague, practiceOffice, type Registered } from '@nansen/testing'
import { dataProtection } from '../index.ts'

/** For tests: an office with the colleagues that a request about data meets, each with a second factor just given. */
export type PracticeDesk = Awaited<ReturnType<typeof practiceDesk>>

export const command = (name: string): Command =>
  registrationServer.commands.find(each => each.name === `registration.${name}`)!

/** UTC, ISO 8601. */
export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
export const GRANTED = { decision: 'granted', because: 'It is their right' } as const

export async function practiceDesk() {
  const office = await practiceOffice()
  const officer = await office.colleague('registration_officer', 'DAD')
  const supervisor = await office.colleague('registration_supervisor', 'DAD')
  const dpo = await office.colleague('data_protection_officer', 'DAD')
  const head = await office.colleague('head_of_office', 'DAD')
  await office.owner.query('update auth.session set stepped_up_at = now()')

  const as = <T>(who: Colleague, work: Parameters<typeof asSession<T>>[3]) =>
    asSession(office.store, who.token, { commandId: newId<'command'>() }, work)
  const ask = async (individual: string, more: object): Promise<string> => {
    const values = {
      individual,
      received_on: daysAgo(0),
      asked_by: 'person',
      asked_how: 'in-person',
      identity_checked: 'document',
      language: 'som',
      ...more,
    }
    const made = await as(officer, (tx, asking) => createRecord(tx, asking, dataProtection, 'request', values))
    return made.id
  }
  const take = async (id: string) => {
    const { rows } = await office.owner.query('select version from data_protection.request where id = $1', [id])
    await as(dpo, (tx, asking) => moveRecord(tx, asking, dataProtection, id, 'take', rows[0].version, {}))
  }
  const stored = async (id: string) => {
    const { rows } = await office.owner.query(
      'select state, received_on::text, due_on::text, decision from data_protection.request where id = $1',
      [id],
    )
    return rows[0]
  }
  const family = () => officer.does<Registered>(command('registerGroup'), office.registering())
  return { office, officer, supervisor, dpo, head, as, ask, take, stored, family }
}
