import { between } from '../angles.ts'
import { CROWD, CROWD_RADIUS, GAP, MAX_MINUTIAE } from '../parameters.ts'
import type { Minutia } from '../template.ts'
import type { FoundMinutia } from './minutiae.ts'

/** Minutiae without the two ends of a broken ridge, without crowds, the surest first. */
export function sifted(minutiae: readonly FoundMinutia[]): Minutia[] {
  const broken = new Set<FoundMinutia>()
  for (const a of minutiae)
    for (const b of minutiae)
      if (a !== b && a.type === 'ending' && b.type === 'ending' && facing(a, b)) broken.add(a).add(b)
  const whole = minutiae.filter(minutia => !broken.has(minutia))
  return whole
    .filter(a => whole.filter(b => Math.hypot(a.x - b.x, a.y - b.y) < CROWD_RADIUS).length - 1 <= CROWD)
    .sort((a, b) => b.sureness - a.sureness || a.y - b.y || a.x - b.x)
    .slice(0, MAX_MINUTIAE)
    .map(({ sureness, ...minutia }) => ({ ...minutia, quality: Math.round(7 * Math.min(1, sureness)) }))
}

/** Whether two endings look at each other over a small gap. */
function facing(a: FoundMinutia, b: FoundMinutia): boolean {
  const distance = Math.hypot(a.x - b.x, a.y - b.y)
  if (distance > GAP) return false
  const towards = Math.atan2(-(b.y - a.y), b.x - a.x)
  return (
    between(a.angle, b.angle) > (2 * Math.PI) / 3 && (distance < 6 || between(a.angle, towards) > (2 * Math.PI) / 3)
  )
}
