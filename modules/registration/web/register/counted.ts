import { newId } from '@nansen/kernel'
import { api, isEmpty, scriptOf, useAddressed, type Values } from '@nansen/ui'
import { useQuery } from '@tanstack/react-query'
import { registration } from '../../index.ts'
import { type FamilyForm, newFamily, type SpokenLine, withGroupAnswer } from './family.ts'

/** Who was counted on arrival and is registered now, when the address says so; undefined while they are read, null when it does not. */
export function useCounted(): FamilyForm | null | undefined {
  const id = useAddressed('from')
  const { data } = useQuery({
    queryKey: ['counted', id],
    queryFn: () => api.get(registration, 'pre_registration', id!),
    enabled: id !== null,
  })
  if (id === null) return null
  return data === undefined ? undefined : familyFrom(id, data)
}

/** The form as far as it was answered on arrival: nothing of it is asked again. */
export function familyFrom(id: string, counted: Values): FamilyForm {
  const ofGroup = ['country_of_origin', 'arrived_on', 'arrived_on_as_said', 'place', 'token', 'remarks'].filter(
    name => !isEmpty(counted[name]),
  )
  const family = ofGroup.reduce((so, name) => withGroupAnswer(so, name, counted[name]), newFamily())
  const [leader, ...others] = family.members
  const called = nameLine(String(counted.focal_point_name ?? ''))
  const beside = isEmpty(counted.phone)
    ? []
    : [{ key: newId(), record: 'phone', values: { number: counted.phone, safe: null } }]
  return { ...family, preRegistrationId: id, members: [{ ...leader!, ...called, beside }, ...others] }
}

/** The first word is who they are, the second their father, as most names here are said; whoever registers them reads it again. */
function nameLine(said: string): { readonly latin?: SpokenLine; readonly native?: SpokenLine } {
  const [given, father, ...rest] = said.split(/\s+/).filter(Boolean)
  const line = {
    ...(given ? { given } : {}),
    ...(father ? { father } : {}),
    ...(rest[0] ? { grandfather: rest.join(' ') } : {}),
  }
  return (scriptOf(said) ?? 'Latn') === 'Latn' ? { latin: line } : { native: line }
}
