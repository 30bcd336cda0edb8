import { Button, Group, Text, TextInput } from '@mantine/core'
import { type FieldProblem, MRZ_NAME, type Romanised, romanise } from '@nansen/kernel'
import { directionOfScript, sayProblem, scriptOf, useWords } from '@nansen/ui'
import { hasMachineLetters, machineName } from '../../machineName.ts'
import { type AskedPart, nameShapeOf } from '../../nameShape.ts'
import { type MemberForm, namedAs, namesOf, type SpokenLine } from './family.ts'

type Names = Pick<MemberForm, 'latin' | 'native' | 'accepted'>

interface NameLinesProps {
  readonly id: string
  readonly member: MemberForm
  readonly problem: FieldProblem | undefined
  readonly onChange: (names: Names) => void
}

/**
 * The name as said, part by part, in Latin letters and in the person's own script. One name is a whole name. A Latin spelling is suggested
 * from the own script, never the other way: Tab takes it, and a clerk may change it.
 */
export function NameLines({ id, member, problem, onChange }: NameLinesProps) {
  const words = useWords()
  const { latin, native, accepted = {} } = member
  const parts = partsOf(member)
  const suggested = suggestionsFor(parts, native, latin)
  const take = (taken: SpokenLine) =>
    onChange({ latin: { ...latin, ...taken }, native, accepted: { ...accepted, ...taken } })
  return (
    <fieldset className="nansen-names" id={id} tabIndex={-1}>
      <legend>{words.records('registration', 'name')}</legend>
      <Line
        prefix={`${id}-latin`}
        label={words.say('registration.register.latin')}
        parts={parts}
        line={latin}
        suggested={suggested}
        onTake={take}
        onChange={line => onChange({ latin: line, native, accepted })}
      />
      <Line
        prefix={`${id}-native`}
        label={words.say('registration.register.native')}
        parts={parts}
        line={native}
        suggested={{}}
        onTake={take}
        onChange={line => onChange({ latin, native: line, accepted })}
      />
      <Suggestion suggested={suggested} onTake={take} />
      <ForMachines member={member} />
      {problem !== undefined && (
        <Text c="red" size="sm" role="alert">
          {sayProblem(problem, words)}
        </Text>
      )}
    </fieldset>
  )
}

type Suggested = Readonly<Partial<Record<AskedPart, Romanised>>>

/** Parts asked where the person comes from, and those that have been typed already. */
function partsOf({ values, latin, native }: MemberForm): readonly AskedPart[] {
  const shape = nameShapeOf(namedAs(values))
  const typed = (Object.keys({ ...latin, ...native }) as AskedPart[]).filter(part => latin[part] || native[part])
  return [...shape, ...typed.filter(part => !shape.includes(part))]
}

/** For each part that is written in the own script and not in Latin letters yet. */
const suggestionsFor = (parts: readonly AskedPart[], native: SpokenLine, latin: SpokenLine): Suggested =>
  Object.fromEntries(
    parts.flatMap(part => {
      const suggestion = latin[part] ? null : romanise(native[part] ?? '')
      return suggestion === null || suggestion.text === '' ? [] : [[part, suggestion]]
    }),
  )

const textsOf = (suggested: Suggested): SpokenLine =>
  Object.fromEntries(Object.entries(suggested).map(([part, { text }]) => [part, text]))

interface SuggestionProps {
  readonly suggested: Suggested
  readonly onTake: (taken: SpokenLine) => void
}

/** The whole suggestion, by which system it was made, and what is not in it: next after the own script, so that Tab and Enter take it. */
function Suggestion({ suggested, onTake }: SuggestionProps) {
  const { say } = useWords()
  const all = Object.values(suggested)
  if (all.length === 0) return null
  const text = all.map(each => each.text).join(' ')
  const unknown = all.flatMap(each => each.unknown)
  const by = all.find(each => each.by === 'letters')?.by ?? all[0]!.by
  return (
    <Group gap="xs" aria-live="polite">
      <Text size="sm">{say('registration.register.suggested', { name: text })}</Text>
      <Text size="sm" c="dimmed">
        {say(`registration.romanised.${by}`)}
        {unknown.length > 0 && ` · ${say('registration.register.unknownLetters', { letters: unknown.join(' ') })}`}
      </Text>
      <Button variant="default" size="compact-sm" onClick={() => onTake(textsOf(suggested))}>
        {say('registration.register.take')}
      </Button>
    </Group>
  )
}

/** How the name will stand on papers that machines read; of a script without a table, that the clerk's Latin letters are what counts. */
function ForMachines({ member }: { readonly member: MemberForm }) {
  const { say } = useWords()
  const parts = namesOf(member)
  const own = parts.find(({ name }) => name.script !== 'Latn')?.name.script
  if (own === undefined) return null
  const line = machineName(parts, MRZ_NAME.passport)?.replace(/<+$/, '')
  return (
    <Text size="sm" c="dimmed">
      {hasMachineLetters(own) ? null : say('registration.register.noMachine')}{' '}
      {line === undefined ? null : say('registration.register.machine', { name: `\u2066${line}\u2069` })}
    </Text>
  )
}

interface LineProps {
  readonly prefix: string
  readonly label: string
  readonly parts: readonly AskedPart[]
  readonly line: SpokenLine
  /** Stands in an empty part as a hint; Tab takes it. */
  readonly suggested: Suggested
  readonly onTake: (taken: SpokenLine) => void
  readonly onChange: (line: SpokenLine) => void
}

function Line({ prefix, label, parts, line, suggested, onTake, onChange }: LineProps) {
  const { say } = useWords()
  return (
    <fieldset className="nansen-name-line">
      <legend className="nansen-name-line-label">{label}</legend>
      {parts.map(part => {
        const text = line[part] ?? ''
        const script = scriptOf(text)
        const suggestion = suggested[part]?.text
        return (
          <TextInput
            key={part}
            id={`${prefix}-${part}`}
            label={say(`ui.part.${part}`)}
            value={text}
            maxLength={100}
            autoComplete="off"
            {...(script === null ? {} : { dir: directionOfScript(script) })}
            {...(suggestion === undefined ? {} : { placeholder: suggestion })}
            onKeyDown={event => {
              if (event.key === 'Tab' && !event.shiftKey && suggestion !== undefined && text === '')
                onTake({ [part]: suggestion })
            }}
            onChange={event => onChange({ ...line, [part]: event.currentTarget.value })}
          />
        )
      })}
    </fieldset>
  )
}
