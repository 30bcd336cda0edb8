import { afterCaseAct, api, useGo } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FileRow } from '../fields.ts'
import { resettlement } from '../index.ts'

/** What is known already of a case that somebody decides to open. */
export interface Opening {
  readonly subject: string
  readonly members: readonly string[]
  readonly found_by: FileRow['found_by']
  readonly more?: Readonly<Record<string, string | null>>
}

/** Opens a case for people and goes there. The database says no to whoever is in one. @param stays true where more may be opened from this page */
export function useOpenCase(stays = false) {
  const client = useQueryClient()
  const go = useGo()
  return useMutation({
    mutationFn: ({ subject, members, found_by, more = {} }: Opening) =>
      api.create(resettlement, 'file', {
        subject,
        found_by,
        found_on: new Date().toISOString().slice(0, 10),
        processing_priority: 'normal',
        ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null)),
        member: members.filter(id => id !== subject).map(individual => ({ individual, role: 'member' })),
      } as never),
    onSuccess: async ({ id }) => {
      await afterCaseAct(client, 'resettlement')
      if (!stays) go(`/resettlement/file/${id}`)
    },
  })
}
