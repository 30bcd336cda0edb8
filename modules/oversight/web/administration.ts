import { useAsk } from '@nansen/ui'
import type { Calendar } from './calendar.ts'

export interface Office {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly country: string
  readonly parentId: string | null
  readonly organisationId: string
  readonly numberPrefix: string
}
export interface Organisation {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly country: string | null
}
export interface Country {
  readonly code: string
  readonly name: Readonly<Record<string, string>>
}
export interface StaffMember {
  readonly id: string
  readonly displayName: string
  readonly email: string | null
  readonly language: string
  readonly status: 'invited' | 'active' | 'disabled' | 'suspended'
  readonly organisationId: string
  readonly createdBy: string | null
  readonly approvedBy: string | null
  readonly disabledAt: string | null
}
export interface HeldAssignment {
  readonly id: string
  readonly staffId: string
  readonly role: string
  readonly officeId: string
  readonly team: string | null
  readonly validFrom: string
  readonly validTo: string | null
  readonly requestedAt: string
  readonly requestedBy: string | null
  readonly approvedBy1: string | null
  readonly approvedBy2: string | null
  /** Made with the installation, before there were two people to agree. */
  readonly founding: boolean
  readonly endedAt: string | null
  /** The one that ends when this one is agreed to. */
  readonly replaces: string | null
}
export interface OpenSession {
  readonly id: string
  readonly staffId: string
  readonly displayName: string
  readonly device: string | null
  readonly createdAt: string
  readonly lastUsedAt: string
}
export interface Reset {
  readonly id: string
  readonly staffId: string
  readonly reason: string
  readonly requestedBy: string
  readonly requestedAt: string
  readonly approvedAt: string | null
  /** Somebody can still agree. */
  readonly open: boolean
}
/** How long somebody is here. */
export interface Stay {
  readonly id: string
  readonly lastDay: string | null
  readonly surge: boolean
  readonly lastSeenAt: string | null
  readonly canSignIn: boolean
}
/** One assignment of a quarter's question: see `auth.recertified`. */
export interface QuarterLine {
  readonly quarter: string
  readonly dueOn: string
  readonly suspendOn: string
  readonly assignmentId: string
  readonly staffId: string
  readonly staffName: string
  readonly role: string
  readonly officeId: string
  readonly officeName: string
  readonly outcome: 'confirmed' | 'ended' | null
  readonly reason: string | null
  readonly decidedName: string | null
  readonly decidedAt: string | null
  readonly suspendedAt: string | null
  /** Ended meanwhile in another way. */
  readonly isOver: boolean
  readonly asked: readonly string[]
  readonly asksMe: boolean
  readonly mine: boolean
}

/** A list of the administration, with what a screen needs to wait for it. */
function useList<T>(name: string, enabled = true) {
  const asked = useAsk<{ readonly rows: readonly T[] }>(`admin.${name}`, {}, { enabled })
  return { rows: asked.data?.rows ?? [], pending: asked.isPending && enabled, error: asked.error, again: asked.refetch }
}

export const useOffices = (enabled = true) => useList<Office>('offices', enabled)
export const useOrganisations = (enabled = true) => useList<Organisation>('organisations', enabled)
export const useCountries = () => useList<Country>('countries')
export const useStaff = (enabled = true) => useList<StaffMember>('staff', enabled)
export const useAssignments = () => useList<HeldAssignment>('assignments')
export const useSessions = () => useList<OpenSession>('sessions')
export const useStays = () => useList<Stay>('stays')
export const useQuarter = () => useList<QuarterLine>('recertification')
export const useResets = () => useList<Reset>('resets')

/** How the asker's operations rest, with what was asked for. */
export function useCalendars() {
  const asked = useAsk<{ readonly countries: readonly Calendar[] }>('admin.calendars')
  return { rows: asked.data?.countries ?? [], pending: asked.isPending, error: asked.error, again: asked.refetch }
}

/** Where an assignment stands on the given day. `waiting` lacks an approval; `coming` has not begun. */
export type Standing = 'waiting' | 'coming' | 'held' | 'over'
export function standing(assignment: HeldAssignment, today: string): Standing {
  const { founding, approvedBy1, approvedBy2, endedAt, validFrom, validTo } = assignment
  if (endedAt !== null || (validTo !== null && validTo < today)) return 'over'
  if (!founding && (approvedBy1 === null || approvedBy2 === null)) return 'waiting'
  return validFrom > today ? 'coming' : 'held'
}

/** Whether a line of the quarter still waits for an answer. */
export const isUnanswered = ({ outcome, isOver }: QuarterLine): boolean => outcome === null && !isOver

/** The reader's own day. */
export const today = (): string => new Date().toLocaleDateString('en-CA')
