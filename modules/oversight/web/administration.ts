import { useAsk } from '@nansen/ui'

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
export const useResets = () => useList<Reset>('resets')

/** Where an assignment stands on the given day. `waiting` lacks an approval; `coming` has not begun. */
export type Standing = 'waiting' | 'coming' | 'held' | 'over'
export function standing(assignment: HeldAssignment, today: string): Standing {
  const { founding, approvedBy1, approvedBy2, endedAt, validFrom, validTo } = assignment
  if (endedAt !== null || (validTo !== null && validTo < today)) return 'over'
  if (!founding && (approvedBy1 === null || approvedBy2 === null)) return 'waiting'
  return validFrom > today ? 'coming' : 'held'
}

/** The reader's own day. */
export const today = (): string => new Date().toLocaleDateString('en-CA')
