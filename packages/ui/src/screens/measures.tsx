import { Button } from '@mantine/core'
import type { Field, Measure, Module } from '@nansen/model'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, type Counts } from '../client/api.ts'
import { useOptions } from '../kinds/options.ts'
import { useWords, type Words } from '../language/words.ts'
import { Bars } from '../parts/bars.tsx'
import { Refused } from '../parts/refused.tsx'
import { Slow } from '../parts/slow.tsx'
import { Surface } from '../parts/surface.tsx'

interface MeasuresProps {
  readonly module: Module
  readonly record: string
}

/** The numbers that a definition asks for, on the list of their record: counted when somebody wants them. */
export function Measures({ module, record }: MeasuresProps) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const mine = Object.entries(module.measures).filter(([, measure]) => measure.record === record)
  if (mine.length === 0) return null
  return (
    <>
      <Button variant="default" mb="md" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.say(open ? 'measure.hide' : 'measure.show')}
      </Button>
      {open && mine.map(([name, measure]) => <Numbers key={name} module={module} name={name} measure={measure} />)}
    </>
  )
}

function Numbers({ module, name, measure }: { module: Module; name: string; measure: Measure }) {
  const words = useWords()
  const found = useQuery({
    queryKey: ['measure', module.name, name],
    queryFn: ({ signal }) => api.measure(module, name, signal),
  })
  if (found.isPending) return <Slow />
  if (found.isError) return <Refused error={found.error} onAgain={() => void found.refetch()} />
  return (
    <div className="nansen-measures">
      {found.data.parts.map(part => (
        <Surface
          key={part.by}
          order={3}
          title={words.say('measure.by', { field: words.field(module.name, measure.record, part.by) })}
          mb="md"
        >
          <Part module={module} record={measure.record} part={part} />
        </Surface>
      ))}
    </div>
  )
}

interface PartProps {
  readonly module: Module
  readonly record: string
  readonly part: Counts['parts'][number]
}

const NO_FIELD = { kind: 'text', list: null, codes: [] } as unknown as Field<unknown>

function Part({ module, record, part: { by, counts, others } }: PartProps) {
  const words = useWords()
  const field = module.records[record]?.fields[by] ?? NO_FIELD
  const { options } = useOptions({ module: module.name, record, name: by, field })
  const label = (value: string | null) => {
    if (value === null) return words.say('measure.unanswered')
    if (by === 'state') return words.state(module.name, value)
    return options.find(option => option.value === value)?.label ?? plain(field, value, words)
  }
  const bars = counts.map(({ value, count }) => ({ label: label(value), value: count }))
  return <Bars bars={others > 0 ? [...bars, { label: words.say('measure.others'), value: others }] : bars} />
}

function plain({ kind }: Field<unknown>, value: string, words: Words): string {
  if (kind === 'boolean') return words.say(value === 'true' ? 'ui.yes' : 'ui.no')
  return kind === 'date' || kind === 'partial-date' || kind === 'instant' ? words.date(value) : value
}
