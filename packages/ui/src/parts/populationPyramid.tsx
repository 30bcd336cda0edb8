import { Group, Text, VisuallyHidden } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useWords } from '../language/words.ts'
import { type AgeBand, pyramidGeometry } from './pyramidGeometry.ts'

/** Height of one age band, px. */
const BAND = 30
/** Room for the numbers below, px. */
const FOOT = 22
/** Shorter bars have their number beside them, px. */
const ROOM_FOR_NUMBER = 44

/** Women and men by age, drawn; and as a table for those who do not see the drawing. */
export function PopulationPyramid({
  bands,
  caption,
}: {
  readonly bands: readonly AgeBand[]
  readonly caption: string
}) {
  const words = useWords()
  const { ref, width } = useElementSize()
  const height = bands.length * BAND
  const drawn = pyramidGeometry(bands, { width: Math.max(width, 240), height }, words.direction)
  return (
    <figure className="nansen-pyramid" ref={ref}>
      <Group justify="space-between" mb={4} aria-hidden="true">
        <Legend sex="female" people={bands.reduce((sum, b) => sum + b.female, 0)} />
        <Legend sex="male" people={bands.reduce((sum, b) => sum + b.male, 0)} />
      </Group>
      <svg width="100%" height={height + FOOT} direction="ltr" aria-hidden="true">
        {drawn.ticks.map(tick => (
          <g key={tick.x} className="nansen-tick">
            <line x1={tick.x} x2={tick.x} y1={0} y2={height} />
            <text x={tick.x} y={height + 16} textAnchor="middle">
              {words.number(tick.people, { notation: 'compact' })}
            </text>
          </g>
        ))}
        {drawn.bars.map(bar => (
          <g key={`${bar.band} ${bar.sex}`}>
            <rect {...rectOf(bar)} rx={2} className={`nansen-${bar.sex}`} />
            <BarNumber bar={bar} outward={bar.x < drawn.axis.x ? -1 : 1} text={words.number(bar.people)} />
          </g>
        ))}
        {drawn.rows.map(row => (
          <text
            key={row.band}
            x={drawn.axis.x + drawn.axis.width / 2}
            y={row.y}
            dy="0.35em"
            textAnchor="middle"
            className="nansen-band"
          >
            {row.band}
          </text>
        ))}
      </svg>
      <VisuallyHidden>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.say('pyramid.age')}</th>
              <th scope="col">{words.say('pyramid.female')}</th>
              <th scope="col">{words.say('pyramid.male')}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map(each => (
              <tr key={each.band}>
                <th scope="row">{each.band}</th>
                <td>{words.number(each.female)}</td>
                <td>{words.number(each.male)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </figure>
  )
}

type Bar = ReturnType<typeof pyramidGeometry>['bars'][number]
const rectOf = ({ x, y, width, height }: Bar) => ({ x, y, width, height })

interface BarNumberProps {
  readonly bar: Bar
  readonly outward: 1 | -1
  readonly text: string
}

/** The number stands in its bar, or beside it when the bar is short; never on nothing. */
function BarNumber({ bar, outward, text }: BarNumberProps) {
  if (bar.people === 0) return null
  const inside = bar.width >= ROOM_FOR_NUMBER
  const tip = outward === 1 ? bar.x + bar.width : bar.x
  return (
    <text
      x={tip + outward * (inside ? -6 : 6)}
      y={bar.y + bar.height / 2}
      dy="0.35em"
      textAnchor={(outward === 1) === inside ? 'end' : 'start'}
      className={inside ? 'nansen-in-bar' : 'nansen-beside-bar'}
    >
      {text}
    </text>
  )
}

function Legend({ sex, people }: { readonly sex: 'female' | 'male'; readonly people: number }) {
  const words = useWords()
  return (
    <Group gap={6}>
      <span className={`nansen-swatch nansen-${sex}`} />
      <Text size="sm" fw={600}>
        {words.say(`pyramid.${sex}`)}
      </Text>
      <Text size="sm" c="dimmed">
        {words.number(people)}
      </Text>
    </Group>
  )
}
