import type { FieldProblem } from '@nansen/kernel'
import { asSaid, type Field, type Kind } from '@nansen/model'
import { type ComponentType, memo, type RefObject, useContext, useLayoutEffect, useMemo, useRef } from 'react'
import type { FieldPlace, InputProps } from '../kinds/kindOnScreen.ts'
import { isSaidAnswer, SaidDatesContext, saidValues, toldBeside } from '../kinds/saidDates.ts'
import { useWords } from '../language/words.ts'
import { FieldInput } from '../parts/fieldInput.tsx'
import { sayProblem } from '../parts/sayRefusal.ts'
import { anchorOf, type Values } from './answers.ts'

/** Kinds that need the whole width to be read and typed in comfort. */
const WIDE: readonly Kind[] = ['note', 'name-part', 'place', 'codes', 'attachment']

interface FieldGridProps {
  readonly module: string
  readonly record: string
  readonly fields: readonly (readonly [string, Field<unknown>])[]
  readonly values: Values
  readonly problems: readonly FieldProblem[]
  /** Before the field's name in the path of a problem: `document.0.`. */
  readonly prefix?: string
  /** Other inputs than the kinds', by field: always the same ones, or their questions forget what is being typed. */
  readonly inputs?: Readonly<Record<string, ComponentType<InputProps<unknown>>>>
  readonly onChange: (name: string, value: unknown) => void
  /** Takes several answers at once: the dates of the record are then kept with the words they were told in. */
  readonly onSaid?: (answers: Values) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** The questions of a record, each with its problem beside it. An answer draws its own question anew and no other. */
export function FieldGrid({
  module,
  record,
  fields,
  values,
  problems,
  prefix = '',
  inputs = {},
  onChange,
  onSaid,
  onProblem,
}: FieldGridProps) {
  const words = useWords()
  const dates = useSaidDates(onSaid === undefined ? NONE : fields, values)
  const answer = (name: string, value: unknown) =>
    onSaid !== undefined && name in dates.told && isSaidAnswer(value)
      ? onSaid(saidValues(name, value))
      : onChange(name, value)
  const heard = useRef({ onChange: answer, onProblem })
  useLayoutEffect(() => {
    heard.current = { onChange: answer, onProblem }
  })
  return (
    <SaidDatesContext.Provider value={dates.context}>
      <div className="nansen-fields">
        {fields.map(([name, field]) => {
          const path = prefix + name
          const problem = problems.find(each => each.path === path)
          return (
            <Question
              key={name}
              module={module}
              record={record}
              name={name}
              field={field}
              path={path}
              label={words.field(module, record, name)}
              value={values[name] ?? null}
              problem={problem === undefined ? null : sayProblem(problem, words)}
              heard={heard}
              Input={inputs[name] ?? FieldInput}
            />
          )
        })}
      </div>
    </SaidDatesContext.Provider>
  )
}

const NONE: FieldGridProps['fields'] = []

/** What inputs of dates are told, beside what the form around them says: which dates of this record are kept with their words. */
function useSaidDates(fields: FieldGridProps['fields'], values: Values) {
  const around = useContext(SaidDatesContext)
  const said = JSON.stringify(
    fields.flatMap(([name, { told }]) => (told ? [[name, toldBeside(values[name], values[asSaid(name)])]] : [])),
  )
  // as text, so that an answer to something else draws no date anew
  return useMemo(() => {
    const told = Object.fromEntries(JSON.parse(said) as [string, ReturnType<typeof toldBeside>][])
    const quiet = [...around.quiet, ...Object.keys(told)]
    return { told, context: { ...around, kept: { ...around.kept, ...told }, quiet } }
  }, [around, said])
}

interface QuestionProps extends FieldPlace {
  readonly path: string
  readonly label: string
  readonly value: unknown
  readonly problem: string | null
  /** Who is told of the answer: always the newest, so that a question need not be drawn anew to tell it. */
  readonly heard: RefObject<Pick<FieldGridProps, 'onChange' | 'onProblem'>>
  readonly Input: ComponentType<InputProps<unknown>>
}

const Question = memo(function Question({ path, heard, Input, ...input }: QuestionProps) {
  const { name, field } = input
  return (
    <div className={WIDE.includes(field.kind) ? 'nansen-wide' : undefined}>
      <Input
        {...input}
        id={anchorOf(path)}
        onChange={value => heard.current.onChange(name, value)}
        onProblem={said => heard.current.onProblem(path, said)}
      />
    </div>
  )
})
