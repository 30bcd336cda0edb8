import { Button, FileButton, Group, List, Text } from '@mantine/core'
import { type Finding, readErrf, validateErrf, XML_LIMITS } from '@nansen/errf'
import { entryLabel, FieldInput, FieldOutput, Go, Page, Refused, Surface, useCodes, useWords } from '@nansen/ui'
import { useState } from 'react'
import { resettlement } from '../index.ts'
import { useOpenCase } from './openCase.ts'
import { type Referral, type ReferredPerson, referralsIn } from './referrals.ts'

interface Opened {
  readonly file: string
  readonly referrals: readonly Referral[]
  readonly findings: readonly Finding[]
}
const WHO = resettlement.records.file!.fields.subject!

/**
 * Forms of others (eRRF) as referrals. The file is read here in the browser and is sent nowhere; of each case somebody says who of it is known here and decides,
 * and only then a case is opened.
 */
export function TakenScreen() {
  const { say } = useWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const open = async (file: File | null) => {
    if (file === null) return
    setTooLarge(file.size > XML_LIMITS.bytes)
    if (file.size > XML_LIMITS.bytes) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { document } = readErrf(bytes)
    const findings = validateErrf(bytes, new Date().toISOString().slice(0, 10))
    setOpened({ file: file.name, referrals: document === null ? [] : referralsIn(document), findings })
  }
  return (
    <Page title={say('resettlement.taken.title')} subtitle={say('resettlement.taken.intro')}>
      <Surface>
        <FileButton accept=".xml,application/xml,text/xml" onChange={file => void open(file)}>
          {props => <Button {...props}>{say('resettlement.taken.open')}</Button>}
        </FileButton>
        {tooLarge && (
          <Text mt="sm" role="alert">
            {say('resettlement.taken.too-large')}
          </Text>
        )}
        {opened && <Preflight {...opened} />}
      </Surface>
      {opened?.referrals.map((one, at) => (
        // The file is another when it is opened again, and so are its cases.
        <OneReferral key={`${opened.file} ${at} ${one.number}`} one={one} />
      ))}
    </Page>
  )
}

function Preflight({ file, referrals, findings }: Opened) {
  const words = useWords()
  const of = (severity: Finding['severity']) => findings.filter(each => each.severity === severity)
  const errors = of('error')
  return (
    <div role="status" data-preflight={errors.length}>
      <Text mt="md" fw={600}>
        {words.say('resettlement.taken.read', { file, number: words.number(referrals.length) })}
      </Text>
      <Text mt="xs">
        {errors.length === 0
          ? words.say('resettlement.papers.fine')
          : words.say('resettlement.papers.refused', { number: words.number(errors.length) })}
      </Text>
      <Sentences of={errors} />
      {of('warning').length > 0 && (
        <Text mt="sm">{words.say('resettlement.papers.look', { number: words.number(of('warning').length) })}</Text>
      )}
      <Sentences of={of('warning')} />
    </div>
  )
}

/** The words of the checks are English: a receiving state's own. */
const Sentences = ({ of }: { readonly of: readonly Finding[] }) => (
  <List size="sm" lang="en" dir="ltr">
    {of.map(({ line, path, says, remedy }) => (
      <List.Item key={`${path} ${says}`}>
        {line === null ? '' : `${line}: `}
        {says} {remedy}
      </List.Item>
    ))}
  </List>
)

type Known = Readonly<Record<number, string | null>>

function OneReferral({ one }: { readonly one: Referral }) {
  const words = useWords()
  const [known, setKnown] = useState<Known>({})
  const [left, setLeft] = useState(false)
  const opening = useOpenCase(true)
  const subject = known[0] ?? null
  const members = Object.values(known).filter(id => id !== null)
  const isTwice = new Set(members).size < members.length
  const take = () =>
    subject !== null &&
    opening.mutate({
      subject,
      members,
      found_by: 'partner',
      more: {
        put_forward_by: words.say('resettlement.taken.by', { number: one.number }).slice(0, MOST_WORDS),
        primary_category: one.primary,
        secondary_category: one.secondary,
        submission_priority: one.priority,
      },
    })
  return (
    <Surface title={words.say('resettlement.taken.case', { number: one.number })} mt="md" data-referral={one.number}>
      <Text>
        {[one.primary, one.secondary]
          .filter(category => category !== null)
          .map(category => words.option('resettlement', 'file', 'primary_category', category))
          .join(' · ')}
        {' · '}
        {words.option('resettlement', 'file', 'submission_priority', one.priority)}
      </Text>
      {opening.data ? (
        <Text mt="sm" data-opened={opening.data.id}>
          <Go to={`/resettlement/file/${opening.data.id}`}>{words.say('resettlement.taken.opened')}</Go>
        </Text>
      ) : left ? (
        <Group mt="sm">
          <Text>{words.say('resettlement.taken.left')}</Text>
          <Button variant="subtle" onClick={() => setLeft(false)}>
            {words.say('resettlement.taken.again')}
          </Button>
        </Group>
      ) : (
        <>
          {one.people.map((person, at) => (
            <Person
              // The order is the file's, and never changes.
              key={`${at} ${person.number}`}
              at={`${one.number}-${at}`}
              person={person}
              id={known[at] ?? null}
              onKnown={id => setKnown({ ...known, [at]: id })}
            />
          ))}
          {isTwice && <Text role="alert">{words.say('resettlement.taken.twice')}</Text>}
          {opening.isError && <Refused error={opening.error} />}
          <Text size="sm" c="dimmed" mt="sm">
            {words.say('resettlement.taken.who')}
          </Text>
          <Group mt="sm">
            <Button disabled={subject === null || isTwice} loading={opening.isPending} onClick={take}>
              {words.say('resettlement.taken.take')}
            </Button>
            <Button variant="default" onClick={() => setLeft(true)}>
              {words.say('resettlement.taken.leave')}
            </Button>
          </Group>
        </>
      )}
    </Surface>
  )
}

/** As long as `put_forward_by` may be. */
const MOST_WORDS = 120
const SEXES: Readonly<Record<string, string>> = { F: 'female', M: 'male' }

interface PersonProps {
  readonly at: string
  readonly person: ReferredPerson
  readonly id: string | null
  readonly onKnown: (id: string | null) => void
}

/** Somebody of the form, and who that is here: chosen by a person, never by the program. */
function Person({ at, person, id, onKnown }: PersonProps) {
  const words = useWords()
  const relationship = useCodes('relationship').entries.find(({ code }) => code === person.relationship)
  const country = useCodes('country').entries.find(({ code }) => code === person.nationality)
  const told = [
    person.relationship === 'PA'
      ? words.say('resettlement.form.principal')
      : relationship && entryLabel(relationship, words),
    words.say(`resettlement.form.sex.${SEXES[person.sex] ?? 'unknown'}`),
    person.born && words.date(person.born),
    country && entryLabel(country, words),
    // a number reads from left to right in every language
    `\u2066${person.number}\u2069`,
  ].filter(Boolean)
  return (
    <div style={{ marginBlockStart: '1rem' }}>
      <Text fw={600}>
        <bdi>{person.name}</bdi>
      </Text>
      <Text size="sm">{told.join(' · ')}</Text>
      <FieldInput
        module="resettlement"
        record="file"
        name="subject"
        field={{ ...WHO, optional: true }}
        id={`known-${at}`}
        label={words.say('resettlement.taken.known')}
        value={id}
        problem={null}
        onChange={value => onKnown(typeof value === 'string' ? value : null)}
      />
      {id !== null && <FieldOutput module="resettlement" record="file" name="subject" field={WHO} value={id} />}
    </div>
  )
}
