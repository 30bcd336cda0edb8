import type { IdentifyFigures } from './identifyBench.ts'

/** What a search takes among so many people. */
export type Growth = Pick<IdentifyFigures, 'people' | 'p50Ms' | 'p95Ms' | 'cpuMs'>

/** Passing times of 95 of a hundred searches that are wanted. */
const WANTED = [
  { people: 100_000, ms: 30 },
  { people: 1_000_000, ms: 200 },
  { people: 14_400_000, ms: 1000 },
]
const LINES = [
  { name: '95 % of searches', ink: '#741b47', of: (figures: Growth) => figures.p95Ms },
  { name: 'half of the searches', ink: '#0b5394', of: (figures: Growth) => figures.p50Ms },
  { name: 'processor, all threads', ink: '#38761d', of: (figures: Growth) => figures.cpuMs },
]
const PEOPLE = [1e4, 1e5, 1e6, 1e7, 1e8]
const TIMES = [1, 10, 100, 1000, 10_000]
const SIDE = { left: 84, top: 40, width: 440, height: 360, right: 210, bottom: 52 }

/** How a search grows with the people, on two logarithmic axes, as an SVG picture; crosses are what is wanted. */
export function growthPicture(title: string, figures: readonly Growth[]): string {
  const { left, top, width, height, right, bottom } = SIDE
  const x = (people: number) => left + width * share(people, PEOPLE)
  const y = (ms: number) => top + height * (1 - share(ms, TIMES))
  const sorted = figures.toSorted((a, b) => a.people - b.people)
  const said = (row: number, ink: string, text: string) =>
    `<text x="${left + width + 12}" y="${top + 14 + 18 * row}" fill="${ink}">${text}</text>`
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + width + right} ${top + height + bottom}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<text x="${left}" y="22" font-size="15">${title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`,
    ...PEOPLE.flatMap(people => [
      `<path d="M${at(x(people), top)}V${top + height}" stroke="#ddd"/>`,
      `<text x="${x(people).toFixed(1)}" y="${top + height + 18}" text-anchor="middle">${people.toLocaleString('en')}</text>`,
    ]),
    ...TIMES.flatMap(ms => [
      `<path d="M${at(left, y(ms))}H${left + width}" stroke="#ddd"/>`,
      `<text x="${left - 6}" y="${(y(ms) + 4).toFixed(1)}" text-anchor="end">${ms.toLocaleString('en')} ms</text>`,
    ]),
    `<text x="${left + width / 2}" y="${top + height + 42}" text-anchor="middle">people</text>`,
    ...WANTED.map(({ people, ms }) => `<path d="M${at(x(people) - 4, y(ms) - 4)}l8 8m0 -8l-8 8" stroke="#b45f06"/>`),
    said(LINES.length, '#b45f06', '× wanted of 95 %'),
  ]
  for (const [i, { name, ink, of }] of LINES.entries()) {
    const points = sorted.map(each => at(x(each.people), y(of(each))))
    parts.push(
      `<path d="M${points.join('L')}" fill="none" stroke="${ink}" stroke-width="2"/>`,
      said(i, ink, `— ${name}`),
    )
  }
  return `${[...parts, '</svg>'].join('\n')}\n`
}

/** Where a value lies between the ends of an axis; what lies beyond is drawn at the end. */
function share(value: number, axis: readonly number[]): number {
  const [from, to] = [Math.log10(axis[0]!), Math.log10(axis.at(-1)!)]
  return Math.min(1, Math.max(0, (Math.log10(value) - from) / (to - from)))
}

const at = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`
