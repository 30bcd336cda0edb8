import { Select, Text, Textarea } from '@mantine/core'
import { isPartialDate } from '@nansen/kernel'
import { FieldGrid, isSaidAnswer, useAsk, useWords, type Values } from '@nansen/ui'
import { useState } from 'react'
import { correctionRequest } from '../../fields/status.ts'
import { CORRECTABLE, type Correctable, registration } from '../../index.ts'
import { nameLines } from '../../names.ts'
import { BornInput } from '../register/bornInput.tsx'
import { linesOf, type MemberForm, namesOf, newMember } from '../register/family.ts'
import { NameLines } from '../register/nameLines.tsx'
import { SaidBirths, toldIn, withSaid } from '../register/saidBirth.tsx'
import { ActDialog } from './actDialog.tsx'
import { Corrected } from './corrected.tsx'
import type { PersonOnPage } from './page.ts'

interface CorrectProps {
  readonly individualId: string
  /** Another command that asks for a correction, and what it is given besides. Default: registration's own. */
  readonly command?: string
  readonly more?: Readonly<Record<string, unknown>>
  readonly onClose: () => void
}

/** A fact of identity is corrected by two: who asks, and somebody else who agrees. Asked as the form asks it. */
export function Correct({ individualId, command, more = {}, onClose }: CorrectProps) {
  const words = useWords()
  const { data } = useAsk<PersonOnPage>('registration.person', { id: individualId })
  const [what, setWhat] = useState<Correctable | null>(null)
  const [values, setValues] = useState<Values>({})
  const [names, setNames] = useState<MemberForm | null>(null)
  const [because, setBecause] = useState<string | null>(null)
  const [evidence, setEvidence] = useState('')
  const [half, setHalf] = useState<string | null>(null)
  const written = names ?? { ...newMember(null), ...linesOf(data?.facts?.name ?? []), values: data?.individual ?? {} }
  const value = what === null ? '' : what === 'name' ? nameLines(namesOf(written)) : String(values[what] ?? '')
  const told = what === 'born' ? toldIn(values) : null
  const whole = value !== '' && half === null && because !== null && evidence.trim() !== ''
  const input = {
    ...more,
    individualId,
    what,
    value,
    ...(told === null ? {} : { said: told }),
    because,
    evidence: evidence.trim(),
  }
  return (
    <ActDialog
      title={words.say('registration.act.correct')}
      command={command ?? 'registration.requestCorrection'}
      confirm={words.say('registration.act.ask')}
      input={whole ? input : null}
      onDone={onClose}
      onClose={onClose}
    >
      <Select
        data-autofocus
        label={words.field('registration', 'correction_request', 'what')}
        withAsterisk
        data={CORRECTABLE.map(each => ({
          value: each,
          label: words.option('registration', 'correction_request', 'what', each),
        }))}
        value={what}
        onChange={next => {
          setWhat(CORRECTABLE.find(each => each === next) ?? null)
          setValues({})
          setHalf(null)
        }}
      />
      {what === 'name' && (
        <NameLines
          id="correction-name"
          member={written}
          problem={undefined}
          onChange={next => setNames({ ...written, ...next })}
        />
      )}
      {what !== null && what !== 'name' && (
        <Fact what={what} now={data?.individual ?? {}} values={values} onChange={setValues} onHalf={setHalf} />
      )}
      <Why because={because} evidence={evidence} onBecause={setBecause} onEvidence={setEvidence} />
    </ActDialog>
  )
}

interface WhyProps {
  readonly because: string | null
  readonly evidence: string
  readonly onBecause: (because: string | null) => void
  readonly onEvidence: (evidence: string) => void
}

/** Why it is corrected, and what shows it. */
function Why({ because, evidence, onBecause, onEvidence }: WhyProps) {
  const words = useWords()
  return (
    <>
      <Select
        label={words.field('registration', 'correction_request', 'because')}
        withAsterisk
        data={correctionRequest.fields.because.codes.map(each => ({
          value: each,
          label: words.option('registration', 'correction_request', 'because', each),
        }))}
        value={because}
        onChange={onBecause}
      />
      <Textarea
        label={words.field('registration', 'correction_request', 'evidence')}
        withAsterisk
        autosize
        minRows={2}
        value={evidence}
        onChange={event => onEvidence(event.currentTarget.value)}
      />
    </>
  )
}

interface FactProps {
  readonly what: Exclude<Correctable, 'name'>
  /** The person as written now. */
  readonly now: Values
  readonly values: Values
  readonly onChange: (values: Values) => void
  readonly onHalf: (problem: string | null) => void
}

/** What is written now, and the same question that the form asks: with its lists, and the calendars of where the person comes from. */
function Fact({ what, now, values, onChange, onHalf }: FactProps) {
  const { say } = useWords()
  return (
    <>
      <div>
        <Text size="sm" c="dimmed">
          {say('registration.act.writtenNow')}
        </Text>
        <Corrected what={what} value={(now[what] ?? null) as string | null} />
      </div>
      <SaidBirths values={{ ...now, ...EMPTY_SAID, ...values }}>
        <FieldGrid
          key={what}
          module="registration"
          record="individual"
          fields={[[what, registration.records.individual.fields[what]]]}
          inputs={{ born: BornInput }}
          values={values}
          problems={[]}
          prefix="correction."
          onChange={(field, next) =>
            onChange(isSaidAnswer(next) ? withSaid(values, field, next) : { ...values, ...answerOf(field, next) })
          }
          onProblem={(_, problem) => onHalf(problem)}
        />
      </SaidBirths>
    </>
  )
}

const EMPTY_SAID = { born_as_said: null, born_calendar: null, born_from: null, born_to: null } as const

/** An age says a year: of a correction only the date is kept. */
function answerOf(field: string, value: unknown): Values {
  const isAge = field === 'born' && typeof value === 'object' && value !== null && 'year' in value
  const date = isAge ? String((value as { readonly year: unknown }).year) : value
  return { [field]: field === 'born' && !isPartialDate(String(date ?? '')) ? null : date }
}
