import { scaleBand, scaleLinear } from '@visx/scale'

/** People of one age band. */
export interface AgeBand {
  /** As it is written: `0–4`, `60+`. */
  readonly band: string
  readonly female: number
  readonly male: number
}

export interface Bar {
  readonly band: string
  readonly sex: 'female' | 'male'
  readonly people: number
  /** px from the left and the top edge of the drawing. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Geometry {
  readonly bars: readonly Bar[]
  /** Middle of each band, px from the top. */
  readonly rows: readonly { readonly band: string; readonly y: number }[]
  /** Left edge and width of the column of band names, px. */
  readonly axis: { readonly x: number; readonly width: number }
  /** Number of people at the outer edge of either half. */
  readonly most: number
  readonly ticks: readonly { readonly people: number; readonly x: number }[]
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Width of the column of band names in the middle, px. */
const AXIS = 56

/** Room at either end for the last number of the scale, px. */
const EDGE = 14

/**
 * Where everything of a population pyramid stands: youngest below, women at the beginning of the line and men at its end, as the
 * reader reads. In right-to-left the drawing is the mirror image.
 */
export function pyramidGeometry(
  bands: readonly AgeBand[],
  { width, height }: Size,
  direction: 'ltr' | 'rtl',
): Geometry {
  const half = (width - AXIS) / 2
  const people = scaleLinear<number>({
    domain: [0, Math.max(1, ...bands.flatMap(b => [b.female, b.male]))],
    range: [0, half - EDGE],
    nice: 4,
  })
  const rows = scaleBand<string>({ domain: [...bands].reverse().map(b => b.band), range: [0, height], padding: 0.15 })
  const leftSex = direction === 'ltr' ? 'female' : 'male'
  const bars = bands.flatMap(band =>
    (['female', 'male'] as const).map(sex => {
      const length = people(band[sex])
      return {
        band: band.band,
        sex,
        people: band[sex],
        x: sex === leftSex ? half - length : half + AXIS,
        y: rows(band.band) ?? 0,
        width: length,
        height: rows.bandwidth(),
      }
    }),
  )
  const most = people.domain()[1] ?? 1
  const marks = people.ticks(3).filter(mark => mark > 0)
  return {
    bars,
    rows: bands.map(({ band }) => ({ band, y: (rows(band) ?? 0) + rows.bandwidth() / 2 })),
    axis: { x: half, width: AXIS },
    most,
    ticks: marks.flatMap(mark => [
      { people: mark, x: half - people(mark) },
      { people: mark, x: half + AXIS + people(mark) },
    ]),
  }
}
