import { QueueCard, useAsk, useWords } from '@nansen/ui'
import { inLanguage } from './codeList.ts'
import type { Readiness } from './operationsScreen.tsx'

/** The office with which an installation begins gives numbers that end so, and is no operation. */
const FIRST = /-HQR$/

function isHeadquartersAlone(checks: Readiness['operations'][number]['checks']): boolean {
  const offices = checks.find(({ name }) => name === 'offices')?.about ?? []
  return offices.length === 1 && FIRST.test(offices[0]!)
}

/** On the administrator's home page: the first thing to do in a new installation, and what each operation still lacks. */
export function OperationsCard() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<Readiness>('admin.readiness')
  const opened = (data?.operations ?? []).filter(({ checks }) => !isHeadquartersAlone(checks))
  const unready = opened.flatMap(({ country, name, checks }) => {
    const lacking = checks.filter(({ state }) => state === 'lacking').length
    return lacking === 0 ? [] : [{ country, name, lacking, all: checks.length }]
  })
  const isNew = data !== undefined && opened.length === 0
  return (
    <QueueCard
      title={words.say('oversight.operations.title')}
      count={unready.length}
      items={unready.map(({ country, name, lacking, all }) => ({
        id: country,
        to: `/oversight/operations?country=${country}`,
        title: inLanguage(name, words, country),
        detail: words.say('oversight.operations.lacking-of', {
          lacking: words.number(lacking),
          all: words.number(all),
        }),
      }))}
      empty={words.say(isNew ? 'oversight.operations.none' : 'oversight.operations.ready')}
      loading={isLoading}
      error={error}
      {...(isNew ? { more: { to: '/oversight/offices', label: words.say('oversight.offices.add-country') } } : {})}
    />
  )
}
