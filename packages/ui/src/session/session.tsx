import type { Action, Level, Module, Role, Session } from '@nansen/model'
import { may } from '@nansen/model'
import { createContext, type ReactNode, useContext } from 'react'
import type { ReferenceOnScreen } from '../kinds/reference.tsx'
import type { Needs } from '../webModule.ts'

/** What the screens know about who is sitting here and what exists for them. */
export interface Desk {
  readonly session: Session
  /** Definitions of the modules that exist for this person; of others not even the name. */
  readonly modules: readonly Module[]
  /** How references are chosen and shown, by `module.record`. */
  readonly references: Readonly<Record<string, ReferenceOnScreen>>
}

const DeskContext = createContext<Desk | null>(null)

export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>
}

/** @throws Error outside the shell: a screen is only drawn for somebody who signed in. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('no screen without somebody signed in')
  return desk
}

export const useSession = (): Session => useDesk().session
/** The definition by name, or null when it does not exist for this person. */
export const useModule = (name: string): Module | null => useDesk().modules.find(module => module.name === name) ?? null

/** Whether to offer a thing at all. For screens only: the database judges each row. */
export function useMay(): (module: string, action: Action, level?: Level) => boolean {
  const session = useSession()
  return (module, action, level) => may(session, module, action, level)
}

export const isOffered = (session: Session, needs: Needs | null): boolean =>
  needs === null ||
  may(session, needs.module, needs.action, needs.level) ||
  (needs.or !== undefined && isOffered(session, needs.or))

export const rolesOf = (session: Session): readonly Role[] => [...new Set(session.assignments.map(each => each.role))]

/** The actions a person holds somewhere in a module, as `whyNot` wants them. */
export const actionsIn = (session: Session, module: string): readonly Action[] => [
  ...new Set((session.grants[module] ?? []).map(grant => grant.action)),
]
