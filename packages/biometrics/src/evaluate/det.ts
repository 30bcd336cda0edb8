import type { Scores } from './compareAll.ts'
import { below } from './rates.ts'

/** Rates at one threshold, fractions. */
export interface DetPoint {
  readonly fmr: number
  readonly fnmr: number
}

/** The corners of the detection error trade-off (ISO/IEC 19795-1): for every number of false matches the fewest misses, most false matches first. */
export function detOf({ genuine, impostor }: Pick<Scores, 'genuine' | 'impostor'>): readonly DetPoint[] {
  const same = genuine.toSorted()
  const other = impostor.toSorted()
  const points: DetPoint[] = []
  for (const threshold of new Set(other)) {
    const point = {
      fmr: 1 - below(other, threshold) / other.length,
      fnmr: below(same, threshold) / same.length,
    }
    if (points.at(-1)?.fnmr !== point.fnmr) points.push(point)
    else points[points.length - 1] = point
  }
  const highest = other.at(-1) ?? 0
  points.push({ fmr: 0, fnmr: same.filter(score => score <= highest).length / same.length })
  return points
}

/** The trade-off of one set or one form, as it is drawn. */
export interface DetCurve {
  readonly name: string
  readonly points: readonly DetPoint[]
}

/** What another system reached: a cross in the picture. */
export interface DetMark extends DetPoint {
  readonly name: string
}

/** Lowest rates drawn: below, sets of this size say nothing. */
const LOWEST_FMR = 1e-4
const LOWEST_FNMR = 1e-3
/** What is beside the names of the legend, and the mean width of a letter there. */
const LEGEND = { around: 32, letter: 6 }
const SIDE = { left: 64, top: 40, width: 440, height: 440, right: 200, bottom: 52 }
const INKS = ['#0b5394', '#b45f06', '#38761d', '#741b47', '#134f5c', '#7f6000']

/** The curves on two logarithmic axes as an SVG picture, with the line of equal errors and what others reached. */
export function detPicture(title: string, curves: readonly DetCurve[], marks: readonly DetMark[]): string {
  const { left, top, width, height, bottom } = SIDE
  const longest = Math.max(0, ...[...curves, ...marks].map(({ name }) => name.length))
  const right = Math.max(SIDE.right, LEGEND.around + LEGEND.letter * longest)
  const x = (fmr: number) => left + width * (1 - Math.log10(Math.max(LOWEST_FMR, fmr)) / Math.log10(LOWEST_FMR))
  const y = (fnmr: number) => top + height * (Math.log10(Math.max(LOWEST_FNMR, fnmr)) / Math.log10(LOWEST_FNMR))
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + right} ${top + height + bottom}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="${left}" y="22" font-size="15">${escaped(title)}</text>`,
    ...axis([1e-4, 1e-3, 1e-2, 1e-1, 1], rate => [x(rate), top, x(rate), top + height], 'below'),
    ...axis([1e-3, 1e-2, 1e-1, 1], rate => [left, y(rate), left + width, y(rate)], 'beside'),
    `<path d="M${x(1)} ${y(1)}L${x(LOWEST_FNMR)} ${y(LOWEST_FNMR)}" stroke="#999" stroke-dasharray="4 4"/>`,
    `<text x="${left + width / 2}" y="${top + height + 42}" text-anchor="middle">false match rate</text>`,
    `<text transform="translate(16 ${top + height / 2}) rotate(-90)" text-anchor="middle">false non-match rate</text>`,
  ]
  curves.forEach(({ name, points }, i) => {
    const ink = INKS[i % INKS.length]!
    parts.push(`<path d="${stairs(points, x, y)}" fill="none" stroke="${ink}" stroke-width="2"/>`)
    parts.push(legend(i, name, ink, '—'))
  })
  const names = [...new Set(marks.map(({ name }) => name))]
  for (const { name, fmr, fnmr } of marks) {
    const ink = INKS[(curves.length + names.indexOf(name)) % INKS.length]!
    const [cx, cy] = [x(fmr), y(fnmr)]
    parts.push(`<path d="M${at(cx - 4, cy - 4)}l8 8m0 -8l-8 8" stroke="${ink}" stroke-width="1.5"/>`)
  }
  for (const [i, name] of names.entries())
    parts.push(legend(curves.length + i, name, INKS[(curves.length + i) % INKS.length]!, '×'))
  return `${[...parts, '</svg>'].join('\n')}\n`
}

const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`

/** Rates change in steps: between two thresholds nothing lies. */
function stairs(points: readonly DetPoint[], x: (fmr: number) => number, y: (fnmr: number) => number): string {
  const corners = points.map(({ fmr, fnmr }, i) =>
    i === 0 ? `M${at(x(fmr), y(fnmr))}` : `H${x(fmr).toFixed(1)}V${y(fnmr).toFixed(1)}`,
  )
  return corners.join('')
}

function axis(
  rates: readonly number[],
  lineAt: (rate: number) => readonly number[],
  side: 'below' | 'beside',
): readonly string[] {
  return rates.flatMap(rate => {
    const [fromX = 0, fromY = 0, toX = 0, toY = 0] = lineAt(rate)
    const label = `${Number((rate * 100).toPrecision(3))} %`
    const place =
      side === 'below'
        ? `x="${toX.toFixed(1)}" y="${(toY + 18).toFixed(1)}" text-anchor="middle"`
        : `x="${(fromX - 6).toFixed(1)}" y="${(fromY + 4).toFixed(1)}" text-anchor="end"`
    return [`<path d="M${at(fromX, fromY)}L${at(toX, toY)}" stroke="#ddd"/>`, `<text ${place}>${label}</text>`]
  })
}

function legend(row: number, name: string, ink: string, sign: string): string {
  const { left, top, width } = SIDE
  return `<text x="${left + width + 12}" y="${top + 14 + 18 * row}" fill="${ink}">${sign} ${escaped(name)}</text>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
