import { Stack, Text } from '@mantine/core'
import { Go, useCodes, useWords } from '@nansen/ui'
import { COMPARED, type PersonThen } from '../../timeMachine/frames.ts'
import { said } from './said.ts'

interface FrameProps {
  readonly people: readonly PersonThen[]
  readonly groups: Readonly<Record<string, string>>
  readonly day: string
  /** The family that the page is about: not said of each of its people again. */
  readonly of: string
}

/** People on a day, each with what was so of them. */
export function Frame({ people, groups, day, of }: FrameProps) {
  const words = useWords()
  const lists = {
    relationship: useCodes('relationship').entries,
    country: useCodes('country').entries,
    marital_status: useCodes('marital_status').entries,
  }
  if (people.length === 0) return <Text c="dimmed">{words.say('registration.past.nobody')}</Text>
  const leaderFirst = people.toSorted((a, b) => Number(b.focal_point) - Number(a.focal_point))
  return (
    <Stack gap="md">
      {leaderFirst.map(person => (
        <section key={person.id} data-person={person.number}>
          <Text fw={600}>
            <Go to={`/registration/individual/${person.id}`}>
              <bdi>{person.name ?? words.say('registration.past.nobodyKnows')}</bdi>
            </Go>{' '}
            <span className="nansen-number" dir="ltr">
              {person.number}
            </span>
          </Text>
          <dl className="nansen-facts">
            {COMPARED.filter(what => what !== 'name' && person[what] !== null && person[what] !== of).map(what => (
              <div key={what}>
                <dt>{words.say(`registration.past.of.${what}`)}</dt>
                <dd>
                  <bdi>{said(words, lists, groups, what, person[what], day)}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Stack>
  )
}
