import { Group, Stack, Text } from '@mantine/core'
import { FACE_LIMITS, FACE_MEASURES, type FaceMeasure } from '@nansen/biometrics/face-limits'
import { useWords, type Words } from '@nansen/ui'

/** What a photo is said to be: as it is seen now, or as it was written down. */
export interface Said {
  readonly verdict: string
  readonly advice: readonly string[]
  readonly measures: Readonly<Partial<Record<FaceMeasure, number>>>
}

/** Advice that is told at once: more is not heard. */
const MOST_TOLD = 3

/** Traffic light, verdict and the first words of advice. The light is beside words, never alone. */
export function FaceSaid({ verdict, advice }: Omit<Said, 'measures'>) {
  const words = useWords()
  return (
    <div role="status" className="nansen-face-said" data-verdict={verdict}>
      <Group gap="xs" wrap="nowrap">
        <span className="nansen-light" aria-hidden="true" />
        <Text fw={600}>{words.say(`registration.photo.verdict.${verdict}`)}</Text>
      </Group>
      {advice.slice(0, MOST_TOLD).map(each => (
        <Text key={each} size="sm">
          {words.say(`registration.face.advice.${each}`)}
        </Text>
      ))}
    </div>
  )
}

/** Every measure beside what is wanted. */
export function FaceMeasures({ measures }: Pick<Said, 'measures'>) {
  const words = useWords()
  const shown = FACE_MEASURES.filter(name => measures[name] !== undefined)
  return (
    <details>
      <summary>{words.say('registration.photo.measures')}</summary>
      <Stack gap={0} mt="xs">
        <dl className="nansen-face-measures">
          {shown.map(name => (
            <div key={name} className="nansen-face-measure" data-within={within(name, measures[name]!)}>
              <dt>{words.say(`registration.face.measure.${name}`)}</dt>
              <dd className="nansen-number nansen-face-amount" dir="ltr">
                {amount(words, name, measures[name]!)}
              </dd>
              <dd className="nansen-number nansen-face-amount" dir="ltr">
                {wanted(words, name)}
              </dd>
            </div>
          ))}
        </dl>
      </Stack>
    </details>
  )
}

function within(name: FaceMeasure, value: number): 'good' | 'kept' | 'poor' {
  const { good, kept } = FACE_LIMITS[name]
  const lies = ([least, most]: readonly [number, number]) => value >= least && value <= most
  return lies(good) ? 'good' : lies(kept) ? 'kept' : 'poor'
}

function amount(words: Words, name: FaceMeasure, value: number): string {
  const { unit } = FACE_LIMITS[name]
  if (unit === 'share') return words.number(value, { style: 'percent', maximumFractionDigits: 0 })
  const said = words.number(value, { maximumFractionDigits: unit === 'ratio' ? 2 : 0 })
  return unit === 'degrees' ? `${said}°` : said
}

function wanted(words: Words, name: FaceMeasure): string {
  const [least, most] = FACE_LIMITS[name].good
  if (most === Number.POSITIVE_INFINITY) return `≥ ${amount(words, name, least)}`
  return least === 0 ? `≤ ${amount(words, name, most)}` : `${amount(words, name, least)} – ${amount(words, name, most)}`
}
