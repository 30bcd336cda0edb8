import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { type KeyboardEvent, useState } from 'react'
import { Drawn } from './drawn.tsx'
import type { Evidence, Mark } from './evidence.worker.ts'
import { type Opened, viewBoxOf } from './opened.ts'
import { type View, viewAfter, WHOLE } from './view.ts'

type Finger = Extract<Evidence, { is: 'finger' }>
type Shown = 'none' | 'own' | 'pairs'

/** Two prints that are moved and enlarged together, with their minutiae, or with those the matcher takes for the same joined by number. */
export function Prints({
  images,
  evidence,
  label,
  marked,
}: {
  readonly images: readonly [Opened, Opened]
  readonly evidence: Finger | null
  readonly label: string
  /** Whether there are marks to show: an eye has none. */
  readonly marked: boolean
}) {
  const { say } = useWords()
  const [view, setView] = useState<View>(WHOLE)
  const [shown, setShown] = useState<Shown>('none')
  const onKeyDown = (event: KeyboardEvent) => {
    const after = viewAfter(view, event.key)
    if (after === null) return
    event.preventDefault()
    setView(after)
  }
  return (
    <Stack gap={6}>
      {marked && (
        <SegmentedControl
          size="xs"
          aria-label={say('adjudication.desk.marks')}
          value={shown}
          onChange={value => setShown(value as Shown)}
          disabled={evidence === null}
          data={[
            { value: 'none', label: say('adjudication.desk.marksNone') },
            { value: 'own', label: say('adjudication.desk.marksOwn') },
            { value: 'pairs', label: say('adjudication.desk.marksPairs') },
          ]}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that enlarge and move, as a map does. */}
      <section className="nansen-imagerow nansen-looks" tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
        {images.map((image, side) => (
          <div key={image.key} className="nansen-look" data-zoom={view.zoom}>
            <div style={{ transform: transformOf(view) }}>
              <Drawn {...image} label={label} />
              {evidence && shown !== 'none' && (
                <svg viewBox={viewBoxOf(image)} aria-hidden="true">
                  {shown === 'own' && <Own marks={evidence.marks[side as 0 | 1]} image={image} zoom={view.zoom} />}
                  {shown === 'pairs' && (
                    <Joined marks={evidence.pairs.map(pair => pair[side as 0 | 1])} image={image} zoom={view.zoom} />
                  )}
                </svg>
              )}
            </div>
          </div>
        ))}
      </section>
      <Text size="xs" c="dimmed">
        {say('adjudication.desk.zoomHelp')} {shown === 'pairs' && say('adjudication.desk.pairsWarning')}
      </Text>
    </Stack>
  )
}

const transformOf = ({ zoom, x, y }: View) =>
  `scale(${zoom}) translate(${(0.5 / zoom - x) * 100}%, ${(0.5 / zoom - y) * 100}%)`

interface MarksProps {
  readonly marks: readonly Mark[]
  readonly image: Opened
  readonly zoom: number
}

/** An ending is a ring, a fork a square; both with a line into their direction. */
function Own({ marks, image: { width, height }, zoom }: MarksProps) {
  const size = width / 45 / Math.sqrt(zoom)
  return marks.map(({ x, y, angle, type }) => {
    const [cx, cy] = [x * width, y * height]
    return (
      <g key={`${x} ${y}`} fill="none" stroke="#0b7285" strokeWidth={size / 4}>
        {type === 'ending' ? (
          <circle cx={cx} cy={cy} r={size / 2} />
        ) : (
          <rect x={cx - size / 2} y={cy - size / 2} width={size} height={size} />
        )}
        <line x1={cx} y1={cy} x2={cx + 1.6 * size * Math.cos(angle)} y2={cy - 1.6 * size * Math.sin(angle)} />
      </g>
    )
  })
}

/** Dark enough to be read on skin and paper; told apart by number first, by colour beside. */
const COLOURS = ['#a61e4d', '#1864ab', '#2b6a1e', '#862e9c', '#b54708', '#0b5e6b']

function Joined({ marks, image: { width, height }, zoom }: MarksProps) {
  const size = width / 18 / Math.sqrt(zoom)
  return marks.map(({ x, y }, nth) => (
    <g key={`${x} ${y}`} data-joined={nth + 1}>
      <circle cx={x * width} cy={y * height} r={size / 2} fill={COLOURS[nth % COLOURS.length]} />
      <text
        x={x * width}
        y={y * height}
        fill="#fff"
        fontSize={size * 0.7}
        fontWeight={700}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {nth + 1}
      </text>
    </g>
  ))
}
