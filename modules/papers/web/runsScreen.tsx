import { GoButton, OfficeName, Page, QueueCard, useAsk, useWords } from '@nansen/ui'

interface Run {
  readonly id: string
  readonly template: string
  readonly progress: string
  readonly people: number
  readonly printed: number
  readonly office_id: string
  readonly created_at: string
}

/** Print runs of this person's offices; those that wait stand first. */
export function RunsScreen() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<{ batches: readonly Run[] }>('papers.batches')
  return (
    <Page
      title={words.say('papers.runs.title')}
      subtitle={words.say('papers.runs.explained')}
      actions={<GoButton to="/papers/batch/new">{words.say('papers.runs.new')}</GoButton>}
    >
      <QueueCard
        title={words.records('papers', 'batch')}
        count={null}
        empty={words.say('papers.runs.none')}
        loading={isLoading}
        error={error}
        items={(data?.batches ?? []).map(run => ({
          id: run.id,
          to: `/papers/batch/${run.id}`,
          title: `${words.option('papers', 'batch', 'template', run.template)} · ${words.say('papers.runs.people', { count: run.people })}`,
          detail: (
            <>
              {words.option('papers', 'batch', 'progress', run.progress)} ·{' '}
              {words.say('papers.runs.of', { printed: run.printed, people: run.people })} ·{' '}
              <OfficeName id={run.office_id} />
            </>
          ),
          since: run.created_at,
          urgent: ['waiting', 'printing'].includes(run.progress),
        }))}
      />
    </Page>
  )
}
