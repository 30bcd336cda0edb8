import { seededRandom } from '@nansen/kernel'
import type { FingerTemplate } from '../template.ts'

/** An invented finger of `count` minutiae strewn over 300 by 400 pixels. */
export function strewn(seed: number, count: number): FingerTemplate {
  const random = seededRandom(`strewn ${seed}`)
  const below = (most: number) => Math.floor(random.next() * most)
  const minutiae = Array.from({ length: count }, () => ({
    type: below(2) ? ('fork' as const) : ('ending' as const),
    x: 50 + below(300),
    y: 50 + below(400),
    angle: (below(256) / 256) * 2 * Math.PI,
    quality: below(8),
  }))
  return { extractorVersion: 1, width: 400, height: 500, area: 2000, clarity: 200, minutiae, ridges: null }
}

/** The same finger put down elsewhere: turned by `turn`, moved, each minutia shifted a little. */
export function putDownAgain(template: FingerTemplate, seed: number, turn: number): FingerTemplate {
  const random = seededRandom(`again ${seed}`)
  const minutiae = template.minutiae.map(minutia => {
    const x = minutia.x - 200
    const y = minutia.y - 250
    return {
      ...minutia,
      x: Math.max(0, Math.round(220 + x * Math.cos(turn) + y * Math.sin(turn) + 2 * random.normal())),
      y: Math.max(0, Math.round(260 - x * Math.sin(turn) + y * Math.cos(turn) + 2 * random.normal())),
      angle: (minutia.angle + turn + 4 * Math.PI) % (2 * Math.PI),
    }
  })
  return { ...template, minutiae }
}
