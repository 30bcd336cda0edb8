import { type NamedOffice, useOfficeNames, useSession } from '@nansen/ui'

/** Offices where this person works, and those below: where papers are printed and blanks kept. The server judges each act. */
export function useMyOffices(): readonly NamedOffice[] {
  const { offices } = useOfficeNames()
  const { assignments } = useSession()
  const own = new Set(assignments.map(({ officeId }) => String(officeId)))
  const isBelow = (office: NamedOffice): boolean => {
    if (own.has(office.id)) return true
    const parent = offices.find(({ id }) => id === office.parentId)
    return parent !== undefined && isBelow(parent)
  }
  return offices.filter(isBelow)
}
