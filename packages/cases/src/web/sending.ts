import { afterCaseAct, api, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A command with its answers, sent once; what it may have changed is asked anew. */
export function useSending(command: string, onDone: () => void = () => {}) {
  const words = useWords()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Readonly<Record<string, unknown>>) => api.command(command, input),
    onSuccess: async (_answer, { module }) => {
      await afterCaseAct(client, String(module ?? ''))
      toast(words.say('ui.saved'))
      onDone()
    },
  })
}
export type Sending = ReturnType<typeof useSending>
