/** What image editors write when nobody measured anything: the dots of a screen, never those of a scanner. */
const SCREEN_DEFAULTS = [72, 96]

/** How many inches one unit is. */
const INCHES = { inch: 1, centimetre: 1 / 2.54, metre: 1 / 0.0254 }

/** How far apart the two axes may be before the number is not believed: 1 %. */
const SQUARE = 0.01

/**
 * Dots per inch from what a file says of both axes (dots per `unit`), or null where it says nothing that can be
 * believed: missing, not square, a screen default, or outside 50 to 5,000.
 */
export function believedDpi(x: number, y: number, unit: keyof typeof INCHES): number | null {
  if (!(x > 0 && y > 0) || Math.abs(x - y) > SQUARE * x) return null
  const dpi = Math.round(x / INCHES[unit])
  return dpi < 50 || dpi > 5000 || SCREEN_DEFAULTS.includes(dpi) ? null : dpi
}
