import { Accordion, Button, Group, Select, Text } from '@mantine/core'
import type { FieldProblem } from '@nansen/kernel'
import { asked, entryLabel, FieldGrid, listFilter, useCodes, useWords } from '@nansen/ui'
import { individual } from '../../fields/individual.ts'
import { FOCAL_POINT, RELATIONSHIP_SEX } from '../../relationships.ts'
import { Beside } from './beside.tsx'
import type { MemberForm, RegistrationLevel } from './family.ts'
import { NameLines } from './nameLines.tsx'

interface MemberProps {
  readonly at: number
  readonly member: MemberForm
  readonly level: RegistrationLevel
  readonly problems: readonly FieldProblem[]
  readonly onChange: (member: MemberForm) => void
  readonly onRemove: () => void
  readonly onProblem: (path: string, problem: string | null) => void
}

/** The name of a person's panel: by place, so that a draft that comes back has its panel open too. */
export const panelOf = (at: number) => `member-${at}`

/** One person of the family: who they are to the focal point, their name, and the questions of the level. */
export function Member({ at, member, level, problems, onChange, onRemove, onProblem }: MemberProps) {
  const words = useWords()
  const prefix = `members.${at}.person.`
  const name = [member.latin.given ?? member.native.given, member.latin.father ?? member.native.father]
    .filter(Boolean)
    .join(' ')
  const mine = problems.filter(({ path }) => path.startsWith(`members.${at}.`))
  return (
    <Accordion.Item value={panelOf(at)} data-member={at}>
      <Accordion.Control>
        <Group gap="sm">
          <Text fw={600}>
            {name === '' ? words.say('registration.register.person', { at: at + 1 }) : <bdi>{name}</bdi>}
          </Text>
          {mine.length > 0 && (
            <Text c="red" size="sm">
              {words.say('form.problems', { count: mine.length })}
            </Text>
          )}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {at > 0 && (
          <Relationship
            at={at}
            member={member}
            onChange={onChange}
            problem={mine.some(({ path }) => path.endsWith('relationship'))}
          />
        )}
        <NameLines
          id={`answer-members-${at}-person-name`}
          member={member}
          problem={mine.find(({ path }) => path.includes('.name'))}
          onChange={names => onChange({ ...member, ...names })}
        />
        <FieldGrid
          module="registration"
          record="individual"
          fields={asked(individual, level)}
          values={member.values}
          problems={problems}
          prefix={prefix}
          onChange={(field, value) => onChange({ ...member, values: { ...member.values, [field]: value } })}
          onProblem={onProblem}
        />
        <Beside
          rows={member.beside}
          level={level}
          problems={problems}
          prefix={prefix}
          onChange={beside => onChange({ ...member, beside })}
          onProblem={onProblem}
        />
        {at > 0 && (
          <Button mt="md" variant="subtle" color="brick" onClick={onRemove}>
            {words.say('registration.register.remove')}
          </Button>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  )
}

/** Asked before the name, because it says the sex, and a son's name follows from his father's. */
function Relationship({
  at,
  member,
  onChange,
  problem,
}: Pick<MemberProps, 'at' | 'member' | 'onChange'> & { readonly problem: boolean }) {
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
      error={problem ? words.say('problem.required') : null}
      onChange={choose}
    />
  )
}
