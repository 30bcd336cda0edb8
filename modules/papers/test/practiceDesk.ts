import { server as registration } from '@nansen/registration/server'
import { asSession, type Command, putAttachment, type Query } from '@nansen/store'
import { type Colleague, type PracticeOffice, practiceOffice, type Registered } from '@nansen/testing'
import sharp from 'sharp'
import { server } from '../server/index.ts'

/** A practice office with an officer, a supervisor and a head, and everything of this module by its name. */
export interface Desk {
  readonly office: PracticeOffice
  readonly officer: Colleague
  readonly supervisor: Colleague
  readonly head: Colleague
  readonly family: (members?: readonly object[]) => Promise<Registered>
  /** Gives everybody of a family a photo. */
  readonly photographed: (family: Registered) => Promise<void>
  readonly does: <O>(who: Colleague, name: string, input: object) => Promise<O>
  readonly asks: <O>(who: Colleague, name: string, input?: object) => Promise<O>
}

export async function practiceDesk(): Promise<Desk> {
  const office = await practiceOffice()
  const officer = await office.colleague('registration_officer', 'DAD')
  const supervisor = await office.colleague('registration_supervisor', 'DAD')
  const head = await office.colleague('head_of_office', 'DAD')
  return {
    office,
    officer,
    supervisor,
    head,
    family: members => officer.does<Registered>(commandOf('registration.registerGroup'), office.registering(members)),
    photographed: async family => {
      const face = await sharp({ create: { width: 480, height: 600, channels: 3, background: '#9ab' } })
        .jpeg()
        .toBuffer()
      for (const { id } of family.members) {
        const image = await asSession(office.store, officer.token, {}, (tx, asking) => putAttachment(tx, asking, face))
        await officer.does(commandOf('registration.setPhoto'), { individualId: id, attachmentId: image })
      }
    },
    does: (who, name, input) => who.does(commandOf(name), input),
    asks: (who, name, input = {}) => who.asks(queryOf(name), input),
  }
}

const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T => {
  const found = all.find(each => each.name === name)
  if (found === undefined) throw new Error(`nothing is called ${name}`)
  return found
}
const commandOf = (name: string): Command => named([...server.commands, ...registration.commands], name)
const queryOf = (name: string): Query => named([...server.queries, ...registration.queries], name)
