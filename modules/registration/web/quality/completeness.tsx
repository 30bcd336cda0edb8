import { Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import type { QualityFigures } from './qualityCard.tsx'

/** Of the questions that each level asks, how many have an answer. */
export function Completeness({ levels }: Pick<QualityFigures, 'levels'>) {
  const words = useWords()
  if (levels.length === 0) return null
  return (
    <div className="nansen-complete">
      <Text size="sm" c="dimmed">
        {words.say('registration.quality.whole')}
      </Text>
      <dl>
        {levels.map(({ level, people, asked, answered }) => {
          const share = asked === 0 ? 1 : answered / asked
          return (
            <div key={level}>
              <dt>{words.option('registration', 'individual', 'registration_level', level)}</dt>
              <dd>
                <progress max={1} value={share} aria-hidden="true" />
                <strong>{words.number(share, { style: 'percent', maximumFractionDigits: 0 })}</strong>{' '}
                <Text span size="sm" c="dimmed">
                  {words.say('registration.quality.people', { count: people })}
                </Text>
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
