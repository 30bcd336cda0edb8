import { Button } from '@mantine/core'
import { afterCaseAct, api, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A task is done, or nobody needs it any more. */
export function FinishButtons({ module, taskId }: { readonly module: string; readonly taskId: string }) {
  const words = useWords()
  const client = useQueryClient()
  const finishing = useMutation({
    mutationFn: (status: 'done' | 'withdrawn') => api.command('cases.finishTask', { module, taskId, status }),
    onSuccess: async () => {
      await afterCaseAct(client, module)
      toast(words.say('ui.saved'))
    },
  })
  return (
    <>
      <Button size="compact-md" variant="light" loading={finishing.isPending} onClick={() => finishing.mutate('done')}>
        {words.say('case.task.done')}
      </Button>
      <Button
        size="compact-md"
        variant="subtle"
        color="gray"
        disabled={finishing.isPending}
        onClick={() => finishing.mutate('withdrawn')}
      >
        {words.say('case.task.not-needed')}
      </Button>
    </>
  )
}
