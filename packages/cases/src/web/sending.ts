import { afterCaseAct, api, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/**
 * A command with its answers, sent once; what it may have changed is asked anew, and nothing else.
 * @param touched modules whose cases it changes or opens, where its input does not name the one
 */
export function useSending(command: string, onDone: () => void = () => {}, touched: readonly string[] = []) {
  const words = useWords()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: Readonly<Record<string, unknown>>) => api.command(command, input),
    onSuccess: async (_answer, { module }) => {
      for (const each of touched.length > 0 ? touched : [String(module ?? '')]) await afterCaseAct(client, each)
      toast(words.say('ui.saved'))
      onDone()
    },
  })
}
export type Sending = ReturnType<typeof useSending>
