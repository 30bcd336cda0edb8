import { Text } from '@mantine/core'
import type { Module } from '@nansen/model'
import {
  FieldOutput,
  Go,
  type ListedRow,
  Page,
  Refused,
  Slow,
  StateBadge,
  Surface,
  useAsk,
  useModule,
  useParam,
  useWords,
} from '@nansen/ui'

interface Left {
  readonly caseId: string
  readonly number: string
  readonly leftAt: string
  readonly content: Readonly<Record<string, readonly ListedRow[]>> | null
}

/** Cases that the reader's office handed over, below the queue; without any, nothing. */
export function LeftByUs({ module }: { readonly module: Module }) {
  const words = useWords()
  const found = useAsk<{ readonly cases: readonly Left[] }>('cases.leftByUs', { module: module.name })
  const cases = found.data?.cases ?? []
  if (cases.length === 0) return null
  return (
    <Surface mt="md" title={words.say('case.left.title')}>
      <ul className="nansen-case-notes">
        {cases.map(({ caseId, number, leftAt }) => (
          <li key={`${caseId} ${leftAt}`}>
            <Go to={`/cases/left/${module.name}/${caseId}`}>
              <bdi>{number}</bdi>
            </Go>{' '}
            <Text span size="sm" c="dimmed">
              {words.say('case.left.on', { when: words.instant(leftAt) })}
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}

/** One of them, as it was. */
export function LeftScreen() {
  const words = useWords()
  const name = useParam('module')
  const id = useParam('id')
  const module = useModule(name)
  const found = useAsk<{ readonly cases: readonly Left[] }>(
    'cases.leftByUs',
    { module: name, id },
    { enabled: module !== null },
  )
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} />
  return (
    <Page title={words.say('case.left.title')} subtitle={words.say('case.left.why')}>
      {module !== null &&
        found.data.cases.map(left => (
          <Surface key={left.leftAt} title={<bdi>{left.number}</bdi>} mt="md">
            <Text size="sm" c="dimmed">
              {words.say('case.left.on', { when: words.instant(left.leftAt) })}
            </Text>
            {Object.entries(left.content ?? {})
              .toSorted(([a], [b]) => Number(b === module.case!.record) - Number(a === module.case!.record))
              .map(([record, rows]) => (
                <Rows key={record} module={module} record={record} rows={rows} />
              ))}
          </Surface>
        ))}
    </Page>
  )
}

interface RowsProps {
  readonly module: Module
  readonly record: string
  readonly rows: readonly ListedRow[]
}

/** Rows of one record; what is protected of it comes under its own name and is shown as the record's. */
function Rows({ module, record, rows }: RowsProps) {
  const words = useWords()
  const name = record.replace(/_protected$/, '')
  const definition = module.records[name]
  if (definition === undefined || rows.length === 0) return null
  return (
    <section>
      <Text fw={600} mt="sm">
        {words.records(module.name, name)}
      </Text>
      <ul className="nansen-case-notes">
        {rows.map(row => (
          <li key={row.id}>
            {typeof row.state === 'string' && <StateBadge module={module} state={row.state} />}
            {Object.entries(definition.fields)
              .filter(([field]) => row[field] != null && row[field] !== '')
              .map(([field, kind]) => (
                <div key={field}>
                  <Text span size="sm" c="dimmed">
                    {words.field(module.name, name, field)}:
                  </Text>{' '}
                  <FieldOutput module={module.name} record={name} name={field} field={kind} value={row[field]} brief />
                </div>
              ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
