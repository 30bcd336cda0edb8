import { Badge, Text } from '@mantine/core'
import { ColleagueName, FieldOutput, type ListedRow, Surface, Timeline, useWords } from '@nansen/ui'
import type { CasePlace } from './caseScreen.tsx'
import { lastMoment } from './lastMoment.ts'

const COLOURS: Readonly<Record<string, string>> = { running: 'petrol', paused: 'gray', expired: 'brick', met: 'leaf' }

/** The deadlines of the case: those that run first, by when they end, and which answer makes them so long. */
export function Clocks({ module, row, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const order = ['running', 'paused', 'expired']
  const shown = rows
    .filter(({ status }) => order.includes(String(status)))
    .toSorted(
      (a, b) =>
        order.indexOf(String(a.status)) - order.indexOf(String(b.status)) ||
        String(a.due_at).localeCompare(String(b.due_at)),
    )
  if (shown.length === 0) return null
  return (
    <Surface title={words.records(module.name, 'clock')}>
      <ul className="nansen-case-clocks">
        {shown.map(clock => (
          <li key={clock.id}>
            {words.say(`${module.name}.clock.${clock.name}`)}{' '}
            <Badge variant="light" color={COLOURS[String(clock.status)] ?? 'gray'} tt="none" fw={500}>
              {words.option(module.name, 'clock', 'status', String(clock.status))}
            </Badge>
            <Text size="sm" c="dimmed" component="div">
              {words.field(module.name, 'clock', 'due_at')}: {words.instant(lastMoment(String(clock.due_at)))}
            </Text>
            <Because module={module} row={row} clock={String(clock.name)} />
          </li>
        ))}
      </ul>
    </Surface>
  )
}

/** The answer of the case by which a deadline is as long as it is; nothing where every case has the same. */
function Because({ module, row, clock }: CasePlace & { readonly clock: string }) {
  const words = useWords()
  const { clocks, record } = module.case!
  const runs = clocks[clock]?.runs
  if (runs === undefined || !('by' in runs) || row[runs.by] == null) return null
  const place = { module: module.name, record, name: runs.by, field: module.records[record]!.fields[runs.by]! }
  return (
    <Text size="sm" c="dimmed" component="div">
      {words.field(module.name, record, runs.by)}: <FieldOutput {...place} value={row[runs.by]} />
    </Text>
  )
}

/** Every state the case was in, and for how long. */
export function Stages({ module, rows }: CasePlace & { readonly rows: readonly ListedRow[] }) {
  const words = useWords()
  const inOrder = rows.toSorted((a, b) => String(b.entered_at).localeCompare(String(a.entered_at)))
  const entries = inOrder.map((stage, i) => {
    const before = inOrder[i + 1]
    const state = words.state(module.name, String(stage.to_state))
    const from = stage.from_state == null ? null : words.state(module.name, String(stage.from_state))
    const lasted =
      before === undefined ? null : lastedFor(String(before.entered_at), String(stage.entered_at), words.language)
    return {
      id: stage.id,
      at: String(stage.entered_at),
      who:
        stage.by_system === true ? (
          words.say('case.stage.system')
        ) : stage.created_by == null ? null : (
          <ColleagueName id={stage.created_by} />
        ),
      what:
        from === null ? `${words.say('case.stage.opened')}: ${state}` : words.say('case.stage.to', { from, to: state }),
      ...(lasted === null
        ? {}
        : {
            details: (
              <Text size="sm" c="dimmed">
                {words.say('case.stage.lasted', { time: lasted })}
              </Text>
            ),
          }),
    }
  })
  return (
    <Surface mt="md" title={words.records(module.name, 'stage')}>
      <Timeline entries={entries} />
    </Surface>
  )
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3 days", in the largest unit that fits. */
function lastedFor(from: string, to: string, language: string): string {
  const passed = Math.max(0, Date.parse(to) - Date.parse(from))
  const [unit, size] = UNITS.find(([, each]) => passed >= each) ?? UNITS[2]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(passed / size))
}
