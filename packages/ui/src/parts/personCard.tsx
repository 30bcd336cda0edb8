import { Group } from '@mantine/core'
import type { PartialDate } from '@nansen/kernel'
import { ageRange } from '@nansen/kernel'
import type { NamePart } from '@nansen/model'
import type { ReactNode } from 'react'
import { attachmentAddress } from '../client/upload.ts'
import { directionOfScript } from '../kinds/script.ts'
import { useWords, type Words } from '../language/words.ts'
import { Go } from './go.tsx'

export interface PersonCardProps {
  /** The name as one line, and in other scripts when known. */
  readonly name: string
  readonly otherNames?: readonly NamePart[]
  readonly number: string | null
  /** In words: "female". */
  readonly sex: string | null
  readonly born: PartialDate | null
  readonly office?: string | null
  readonly status?: ReactNode
  /** Attachment identifier of the photograph, or null when there is none, or it may not be seen. */
  readonly photo?: string | null
  readonly to?: string
  /** The day ages are told for; today by default. */
  readonly on?: string
}

/** A person at a glance: face, name in their own script, number, sex and age. */
export function PersonCard({
  name,
  otherNames = [],
  number,
  sex,
  born,
  office,
  status,
  photo,
  to,
  on,
}: PersonCardProps) {
  const words = useWords()
  const facts = [sex, born === null ? null : ageText(born, on ?? today(), words), office ?? null].filter(
    fact => fact !== null,
  )
  return (
    <Group className="nansen-person" wrap="nowrap" gap="md" align="start">
      <Portrait photo={photo ?? null} name={name} />
      <div className="nansen-person-facts">
        <div className="nansen-person-name">
          {to === undefined ? (
            <bdi>{name}</bdi>
          ) : (
            <Go to={to}>
              <bdi>{name}</bdi>
            </Go>
          )}
          {otherNames.map(part => (
            <bdi key={`${part.script} ${part.text}`} lang={`und-${part.script}`} dir={directionOfScript(part.script)}>
              {part.text}
            </bdi>
          ))}
        </div>
        {number !== null && (
          <div className="nansen-number" dir="ltr">
            {number}
          </div>
        )}
        <Group gap="xs" className="nansen-person-line">
          {facts.join(' · ')}
          {status}
        </Group>
      </div>
    </Group>
  )
}

function Portrait({ photo, name }: { readonly photo: string | null; readonly name: string }) {
  const { say } = useWords()
  return photo === null ? (
    <span className="nansen-portrait" aria-hidden="true">
      <bdi>{Array.from(name)[0] ?? ''}</bdi>
    </span>
  ) : (
    <img className="nansen-portrait" src={attachmentAddress(photo)} alt={say('ui.photo')} loading="lazy" />
  )
}

/** "34 years", or "33 to 34 years" when only the year of birth is known. */
export function ageText(born: PartialDate, on: string, words: Words): string {
  const { youngest: least, oldest } = ageRange(born, on)
  // of who was born this year only the year may be known: nobody is younger than nothing
  const youngest = Math.max(0, least)
  return youngest === oldest
    ? words.say('age.years', { count: youngest })
    : words.say('age.range', { youngest, oldest, count: oldest })
}

const today = () => new Date().toISOString().slice(0, 10)
