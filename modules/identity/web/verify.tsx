import { Alert, Button, Group, Stack } from '@mantine/core'
import { api, Page, Refused, Slow, useAddressed, useBack, useParam, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { OCCASIONS } from '../fields.ts'
import { probeOf } from './seal.ts'
import { SiteBoard } from './siteBoard.tsx'
import { useSitting } from './useSitting.ts'

const SAYS = {
  'same-person': { key: 'identity.verify.same', color: 'green' },
  'not-the-same': { key: 'identity.verify.different', color: 'red' },
  look: { key: 'identity.verify.look', color: 'orange' },
} as const

/** Is the person at the desk the person of this record? */
export function Verify() {
  const { say } = useWords()
  const back = useBack()
  const individualId = useParam('id')
  const sitting = useSitting()
  const probe = probeOf(sitting.sitting)
  // whoever was sent here by a case says for what: `?occasion=interview`
  const asked = useAddressed('occasion')
  const occasion = OCCASIONS.find(each => each === asked) ?? 'desk'
  const compare = useMutation({
    mutationFn: () => api.command<{ outcome: keyof typeof SAYS }>('identity.verify', { individualId, probe, occasion }),
  })
  const settled = compare.data !== undefined && compare.data.outcome !== 'look'
  return (
    <Page title={say('identity.verify.title')}>
      <Stack gap="md">
        {compare.data && (
          <Alert
            role="status"
            data-outcome={compare.data.outcome}
            color={SAYS[compare.data.outcome].color}
            title={say(SAYS[compare.data.outcome].key)}
          />
        )}
        {compare.error && <Refused error={compare.error} />}
        {compare.isPending && <Slow />}
        <SiteBoard sitting={sitting} exceptions={false} />
        <Group gap="sm" className="nansen-savebar">
          <Button
            size="md"
            variant={settled ? 'default' : 'filled'}
            disabled={probe.length === 0 || sitting.measuring}
            loading={compare.isPending}
            onClick={() => compare.mutate()}
          >
            {say('identity.verify.compare')}
          </Button>
          {asked !== null && (
            <Button size="md" variant={settled ? 'filled' : 'default'} onClick={back}>
              {say('identity.verify.back')}
            </Button>
          )}
        </Group>
      </Stack>
    </Page>
  )
}
