import { Text, TextInput } from '@mantine/core'
import type { FieldProblem } from '@nansen/kernel'
import { directionOfScript, sayProblem, scriptOf, useWords } from '@nansen/ui'
import { ASKED_PARTS, type MemberForm, type SpokenLine } from './family.ts'

interface NameLinesProps {
  readonly id: string
  readonly member: MemberForm
  readonly problem: FieldProblem | undefined
  readonly onChange: (names: Pick<MemberForm, 'latin' | 'native'>) => void
}

/** The name as said, part by part, in Latin letters and in the person's own script. One name is a whole name. */
export function NameLines({ id, member, problem, onChange }: NameLinesProps) {
  const words = useWords()
  const { latin, native } = member
  return (
    <fieldset className="nansen-names" id={id} tabIndex={-1}>
      <legend>{words.records('registration', 'name')}</legend>
      <Line
        prefix={`${id}-latin`}
        label={words.say('registration.register.latin')}
        line={latin}
        onChange={line => onChange({ latin: line, native })}
      />
      <Line
        prefix={`${id}-native`}
        label={words.say('registration.register.native')}
        line={native}
        onChange={line => onChange({ latin, native: line })}
      />
      {problem !== undefined && (
        <Text c="red" size="sm" role="alert">
          {sayProblem(problem, words)}
        </Text>
      )}
    </fieldset>
  )
}

interface LineProps {
  readonly prefix: string
  readonly label: string
  readonly line: SpokenLine
  readonly onChange: (line: SpokenLine) => void
}

function Line({ prefix, label, line, onChange }: LineProps) {
  const { say } = useWords()
  return (
    <fieldset className="nansen-name-line">
      <legend className="nansen-name-line-label">{label}</legend>
      {ASKED_PARTS.map(part => {
        const text = line[part] ?? ''
        const script = scriptOf(text)
        return (
          <TextInput
            key={part}
            id={`${prefix}-${part}`}
            label={say(`ui.part.${part}`)}
            value={text}
            maxLength={100}
            autoComplete="off"
            {...(script === null ? {} : { dir: directionOfScript(script) })}
            onChange={event => onChange({ ...line, [part]: event.currentTarget.value })}
          />
        )
      })}
    </fieldset>
  )
}
