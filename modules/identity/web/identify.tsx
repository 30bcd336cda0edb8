import { Button, Stack } from '@mantine/core'
import { api, Page, Refused, Slow, useWords } from '@nansen/ui'
import { useMutation } from '@tanstack/react-query'
import { FoundPeople, type FoundPerson } from './foundPeople.tsx'
import { probeOf } from './seal.ts'
import { SiteBoard } from './siteBoard.tsx'
import { useSitting } from './useSitting.ts'

interface Answer {
  readonly outcome: 'nobody-known' | 'this-person' | 'look'
  readonly people: number
  readonly candidates: readonly FoundPerson[]
  readonly unseen: number
}

/** Who is this? One finger is enough; more fingers and eyes make it surer. */
export function Identify() {
  const { say } = useWords()
  const sitting = useSitting()
  const probe = probeOf(sitting.sitting)
  const search = useMutation({ mutationFn: () => api.query<Answer>('identity.identify', { probe }) })
  return (
    <Page title={say('identity.identify.title')} subtitle={say('identity.identify.intro')}>
      <Stack gap="md">
        {search.data && <FoundPeople {...search.data} />}
        {search.error && <Refused error={search.error} />}
        {search.isPending && <Slow label={say('identity.capture.searching')} />}
        <SiteBoard sitting={sitting} exceptions={false} />
        <div className="nansen-savebar">
          <Button
            size="md"
            disabled={probe.length === 0 || sitting.measuring}
            loading={search.isPending}
            onClick={() => search.mutate()}
          >
            {say('identity.identify.search')}
          </Button>
        </div>
      </Stack>
    </Page>
  )
}
