import { Accordion, Button, Group, Select, Text } from '@mantine/core'
import type { FieldProblem } from '@nansen/kernel'
import { entryLabel, FieldGrid, isSaidAnswer, listFilter, sayProblem, useCodes, useWords, type Words } from '@nansen/ui'
import { memo } from 'react'
import { individual } from '../../fields/individual.ts'
import type { RegistrationLevel } from '../../levels.ts'
import { FOCAL_POINT, RELATIONSHIP_SEX } from '../../relationships.ts'
import { Beside } from './beside.tsx'
import { withAnswer } from './bornByAge.ts'
import { BornInput } from './bornInput.tsx'
import type { MemberForm } from './family.ts'
import { NameLines } from './nameLines.tsx'
import { fieldsAsked } from './questions.ts'
import { SaidBirths, withSaid } from './saidBirth.tsx'

interface MemberProps {
  readonly at: number
  readonly member: MemberForm
  readonly level: RegistrationLevel
  /** What the level asks, the same list while it is the same. */
  readonly questions: readonly string[]
  /** Whether the answers are unfolded; what is folded away is not drawn at all. */
  readonly isOpen: boolean
  /** Those of this person only, the same list while they are the same. */
  readonly problems: readonly FieldProblem[]
  readonly onChange: (at: number, member: MemberForm) => void
  readonly onRemove: (at: number) => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** The name of a person's panel: by place, so that a draft that comes back has its panel open too. */
export const panelOf = (at: number) => `member-${at}`

/** Who a person of the form is, by the names typed so far, or by their place. */
export const calledInForm = (member: MemberForm | undefined, at: number, words: Words): string =>
  [member?.latin.given ?? member?.native.given, member?.latin.father ?? member?.native.father]
    .filter(Boolean)
    .join(' ') || words.say('registration.register.person', { at: at + 1 })

/**
 * One person of the family: who they are to the focal point, their name, and the questions of the level. Drawn anew when something of this
 * person changes, not when something of the family does: large families are typed without waiting.
 */
export const Member = memo(function Member(props: MemberProps) {
  const { at, member, isOpen, problems } = props
  const words = useWords()
  return (
    <Accordion.Item value={panelOf(at)} data-member={at}>
      <Accordion.Control>
        <Group gap="sm">
          <Text fw={600}>
            <bdi>{calledInForm(member, at, words)}</bdi>
          </Text>
          {problems.length > 0 && (
            <Text c="red" size="sm">
              {words.say('form.problems', { count: problems.length })}
            </Text>
          )}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>{isOpen && <Questions {...props} />}</Accordion.Panel>
    </Accordion.Item>
  )
})

function Questions({ at, member, level, questions, problems, onChange, onRemove, onProblem }: MemberProps) {
  const words = useWords()
  const prefix = `members.${at}.person.`
  const give = (next: MemberForm) => onChange(at, next)
  return (
    <>
      {at > 0 && (
        <Relationship
          at={at}
          member={member}
          onChange={give}
          problem={problems.find(({ path }) => path.endsWith('relationship'))}
        />
      )}
      <NameLines
        id={`answer-members-${at}-person-name`}
        member={member}
        problem={problems.find(({ path }) => path.includes('.name'))}
        onChange={names => give({ ...member, ...names })}
      />
      <SaidBirths values={member.values}>
        <FieldGrid
          module="registration"
          record="individual"
          fields={fieldsAsked(individual, questions)}
          inputs={INPUTS}
          values={member.values}
          problems={problems}
          prefix={prefix}
          onChange={(field, value) =>
            give({
              ...member,
              values: isSaidAnswer(value)
                ? withSaid(member.values, field, value)
                : withAnswer(member.values, field, value),
            })
          }
          onSaid={answers => give({ ...member, values: { ...member.values, ...answers } })}
          onProblem={onProblem}
        />
      </SaidBirths>
      <Beside
        rows={member.beside}
        level={level}
        questions={questions}
        problems={problems}
        prefix={prefix}
        onChange={beside => give({ ...member, beside })}
        onProblem={onProblem}
      />
      {at > 0 && (
        <Button mt="md" variant="subtle" color="brick" onClick={() => onRemove(at)}>
          {words.say('registration.register.remove')}
        </Button>
      )}
    </>
  )
}

const INPUTS = { born: BornInput }

interface RelationshipProps {
  readonly at: number
  readonly member: MemberForm
  readonly problem: FieldProblem | undefined
  readonly onChange: (member: MemberForm) => void
}

/** Asked before the name, because it says the sex, and a son's name follows from his father's. */
function Relationship({ at, member, onChange, problem }: RelationshipProps) {
  const words = useWords()
  const { entries } = useCodes('relationship')
  const choose = (relationship: string | null) => {
    const sex = relationship === null ? null : (RELATIONSHIP_SEX[relationship] ?? null)
    onChange({ ...member, relationship, values: sex === null ? member.values : { ...member.values, sex } })
  }
  return (
    <Select
      id={`answer-members-${at}-relationship`}
      label={words.field('registration', 'membership', 'relationship')}
      searchable
      selectFirstOptionOnChange
      filter={listFilter(words.say('ui.nothing-found'))}
      withAsterisk
      maw="24rem"
      mb="sm"
      data={entries
        .filter(({ code }) => code !== FOCAL_POINT)
        .map(entry => ({ value: entry.code, label: entryLabel(entry, words) }))}
      value={member.relationship}
      error={problem === undefined ? null : sayProblem(problem, words)}
      onChange={choose}
    />
  )
}
