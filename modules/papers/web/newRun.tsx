import { Button, Group, Stack } from '@mantine/core'
import { api, Page, Refused, Slow, Surface, useAsk, useGo, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { useRunChoice } from './runChoice.ts'
import { RunPreview, type WhoGets } from './runPreview.tsx'
import { RunWhat } from './runWhat.tsx'
import { RunWhom } from './runWhom.tsx'

/** Chooses for whom a paper is printed, shows who gets one and who does not and why, and begins. */
export function NewRun() {
  const words = useWords()
  const go = useGo()
  const chosen = useRunChoice()
  const who = useAsk<WhoGets>('papers.whoGets', chosen.input ?? {}, { enabled: chosen.input !== null })
  const begin = useMutation({
    mutationFn: () => api.command<{ batchId: string }>('papers.begin', { ...chosen.input, ...chosen.printing }),
    onSuccess: ({ batchId }) => go(`/papers/batch/${batchId}`),
  })
  return (
    <Page title={words.say('papers.new.title')} subtitle={words.say('papers.new.explained')}>
      <Stack gap="md">
        <Surface>
          <Stack>
            <RunWhat chosen={chosen} />
            <RunWhom chosen={chosen} />
          </Stack>
        </Surface>
        {who.isLoading && <Slow />}
        {who.error && <Refused error={who.error} />}
        {who.data && chosen.input !== null && (
          <>
            <RunPreview who={who.data} />
            <Group justify="end">
              {begin.error && <Refused error={begin.error} />}
              <Button disabled={who.data.gets === 0} loading={begin.isPending} onClick={() => begin.mutate()}>
                {words.say('papers.new.begin', { count: who.data.gets })}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Page>
  )
}
