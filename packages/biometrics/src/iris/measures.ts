import type { GreyImage } from '../image/grey.ts'
import { greyAt } from './stages/polar.ts'
import { withoutGlints } from './stages/withoutGlints.ts'
import type { Circle, IrisTemplate } from './template.ts'

/** Measures of an eye's image, after ISO/IEC 29794-6:2015 except where said. */
export interface IrisMeasures {
  /** Visible share of the iris. Per cent. */
  readonly usableArea: number
  /** Contrast of iris and white of the eye, relative to the pupil. 0 to 100. */
  readonly limbusContrast: number
  /** Contrast of iris and pupil. 0 to 100. */
  readonly pupilContrast: number
  /** Entropy of the grey levels. Bits. */
  readonly greyUse: number
  /** Mean grey of the image. Grey levels. Ours: tells which way the light is wrong. */
  readonly brightness: number
  /** Limbus radius. Pixels. */
  readonly radius: number
  /** Pupil diameter as a share of the iris. Per cent. */
  readonly dilation: number
  /** How near the two centres are. 100 the same, 0 a radius apart. */
  readonly concentricity: number
  /** Room about the iris: 100 with 0.6 radii at the sides and 0.2 above and below, 0 where it touches, less where it is cut. */
  readonly margin: number
  /** Width of the pupil's edge as a share of the limbus radius. Per cent. Ours: stands in for the standard's sharpness. */
  readonly edgeWidth: number
  /** How strong the edge at the limbus is beside the strongest of the circles about its centre, from 0.6 to 1.55 of its size. 0 to 100. Ours: tells a wrong size. */
  readonly limbusRim: number
  /** The same of the pupil, from 0.5 to 1.8 of its size. */
  readonly pupilRim: number
  /** Share of the sides of the iris under reflections. Per cent. Ours: spectacles throw large ones. */
  readonly reflections: number
}

const ANGLES = 64
/** Slope up to which a direction is one of the sides of the eye, where lids seldom reach: 30 degrees. */
const SIDE = 0.577

/** What tells whether the circles are those of the eye. */
export type OutlineMeasures = Pick<
  IrisMeasures,
  'limbusContrast' | 'pupilContrast' | 'dilation' | 'concentricity' | 'edgeWidth' | 'limbusRim' | 'pupilRim'
>

/** Measures the circles alone. @param clean the image without its reflections */
export function outlineMeasures(
  clean: GreyImage,
  { pupil, limbus }: Pick<IrisTemplate, 'pupil' | 'limbus'>,
): OutlineMeasures {
  const inPupil = medianOfRing(clean, pupil, 0.2 * pupil.radius, 0.8 * pupil.radius)
  const gap = limbus.radius - pupil.radius
  const inIris = medianOfRing(clean, limbus, limbus.radius - 0.6 * gap, limbus.radius - 0.15 * gap)
  const inSclera = medianOfRing(clean, limbus, 1.08 * limbus.radius, 1.2 * limbus.radius)
  const weber = Math.max(0, inIris - inPupil) / (20 + inPupil)
  return {
    limbusContrast: (100 * Math.abs(inSclera - inIris)) / Math.max(1, inSclera + inIris - 2 * inPupil),
    pupilContrast: (100 * weber) / (0.75 + weber),
    dilation: (100 * pupil.radius) / limbus.radius,
    concentricity: 100 * Math.max(0, 1 - Math.hypot(pupil.x - limbus.x, pupil.y - limbus.y) / limbus.radius),
    edgeWidth: (100 * pupilEdgeWidth(clean, pupil)) / limbus.radius,
    limbusRim: 100 * rimShare(clean, limbus, LIMBUS_RIM, 1.3 * pupil.radius),
    pupilRim: 100 * rimShare(clean, pupil, PUPIL_RIM, 0),
  }
}

/** Measures an eye. The pupil's and limbus' circles are the template's. */
export function irisMeasures(image: GreyImage, template: IrisTemplate): IrisMeasures {
  const { pupil, limbus } = template
  const { image: clean, glints } = withoutGlints(image)
  return {
    ...outlineMeasures(clean, template),
    usableArea: 100 * template.visible,
    greyUse: entropy(image),
    brightness: image.pixels.reduce((sum, grey) => sum + grey, 0) / image.pixels.length,
    radius: limbus.radius,
    margin: margin(image, limbus),
    reflections: 100 * glintShare(image, glints, pupil, limbus),
  }
}

/** Circles that are compared with the one that was found: from and to, shares of its radius, and how wide an edge is, by its radius and at least, pixels. */
const LIMBUS_RIM: RimRange = { from: 0.6, to: 1.55, wide: 0.06, atLeast: 3, above: SIDE, below: SIDE }
/** A lid that hangs over half of the pupil leaves its sides below the middle. */
const PUPIL_RIM: RimRange = { from: 0.5, to: 1.8, wide: 0, atLeast: 3, above: 0.05, below: 0.75 }
/** Each circle is so much larger than the one before. */
const RIM_STEP = 1.02
/** Circles that differ by less are the one that was found. Share of the radius: the contour is no circle. */
const RIM_SAME = 0.09
/** Contrast at which an edge counts half. Grey levels: a limbus that is hardly seen has as much. */
const RIM_SOFT = 4

/** The edge of a circle beside the strongest edge of any about the same centre, on the sides of the eye. 0 where no edge is seen. */
function rimShare(image: GreyImage, circle: Circle, range: RimRange, least: number): number {
  const { from, to, wide, atLeast } = range
  const half = Math.max(atLeast, Math.round(circle.radius * wide))
  let [here, anywhere] = [0, 0]
  for (let size = from; size <= to; size *= RIM_STEP) {
    if (circle.radius * size < least) continue
    const edge = edgeOnBothSides(image, { ...circle, radius: circle.radius * size }, half, range)
    anywhere = Math.max(anywhere, edge)
    if (Math.abs(Math.log(size)) < RIM_SAME) here = Math.max(here, edge)
  }
  return anywhere === 0 ? 0 : here / anywhere
}
interface RimRange {
  readonly from: number
  readonly to: number
  readonly wide: number
  readonly atLeast: number
  /** Slopes up to which a direction above and below the middle counts as a side. */
  readonly above: number
  readonly below: number
}

/** How much brighter it is just outside a circle than just inside, 0 to 1: the geometric mean of the two sides. */
function edgeOnBothSides(
  image: GreyImage,
  { x, y, radius }: Circle,
  half: number,
  { above, below }: Pick<RimRange, 'above' | 'below'>,
): number {
  const [sums, counts] = [
    [0, 0],
    [0, 0],
  ]
  for (let i = 0; i < ANGLES; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / ANGLES
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    if (sin > below * Math.abs(cos) || sin < -above * Math.abs(cos)) continue
    const at = (r: number) => greyAt(image, x + r * cos, y + r * sin)
    let contrast = 0
    for (let step = 0.5; step < half; step++) contrast += (at(radius + step) - at(radius - step)) / half
    if (Number.isNaN(contrast)) continue
    const side = cos > 0 ? 0 : 1
    counts[side]!++
    if (contrast > 0) sums[side]! += contrast / (contrast + RIM_SOFT)
  }
  // a side of which next to nothing lies in the image says nothing
  if (Math.min(...counts) < 3) return 0
  return Math.sqrt((sums[0]! / counts[0]!) * (sums[1]! / counts[1]!))
}

/** Median grey of a ring, on the sides of the eye only. */
function medianOfRing(image: GreyImage, circle: Circle, from: number, to: number): number {
  const greys: number[] = []
  for (let i = 0; i < ANGLES; i++) {
    const angle = (2 * Math.PI * i) / ANGLES
    if (Math.abs(Math.sin(angle)) > SIDE * Math.abs(Math.cos(angle))) continue
    for (let step = 0; step <= 8; step++) {
      const radius = from + ((to - from) * step) / 8
      const grey = greyAt(image, circle.x + radius * Math.cos(angle), circle.y + radius * Math.sin(angle))
      if (!Number.isNaN(grey)) greys.push(grey)
    }
  }
  return median(greys)
}

function entropy({ pixels }: GreyImage): number {
  const counts = new Float64Array(256)
  for (const grey of pixels) counts[grey]!++
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / pixels.length) * Math.log2(count / pixels.length)
  return bits
}

function margin({ width, height }: GreyImage, { x, y, radius }: Circle): number {
  const sides = Math.min(x - radius, width - x - radius) / (0.6 * radius)
  const ends = Math.min(y - radius, height - y - radius) / (0.2 * radius)
  return 100 * Math.min(1, Math.max(-1, Math.min(sides, ends)))
}

/** Width over which the pupil turns into iris, were its steepest slope all the way: median over the directions. Pixels. */
function pupilEdgeWidth(image: GreyImage, pupil: Circle): number {
  const widths: number[] = []
  for (let i = 0; i < ANGLES; i++) {
    const angle = (2 * Math.PI * i) / ANGLES
    const at = (radius: number) => greyAt(image, pupil.x + radius * Math.cos(angle), pupil.y + radius * Math.sin(angle))
    const [inside, outside] = [at(0.6 * pupil.radius), at(1.35 * pupil.radius)]
    let steepest = 0
    for (let radius = 0.7 * pupil.radius; radius < 1.3 * pupil.radius; radius++)
      steepest = Math.max(steepest, at(radius + 1) - at(radius))
    if (outside > inside && steepest > 0) widths.push((outside - inside) / steepest)
  }
  return widths.length === 0 ? pupil.radius : median(widths)
}

/** Reflections on the sides of the iris: above and below, skin that shines between lashes looks like one. */
function glintShare({ width, height }: GreyImage, glints: Uint8Array, pupil: Circle, limbus: Circle): number {
  let [area, hidden] = [0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - limbus.x, y - limbus.y]
      const isSide = dx * dx + dy * dy < limbus.radius ** 2 && Math.abs(dy) < SIDE * Math.abs(dx)
      if (!isSide || Math.hypot(x - pupil.x, y - pupil.y) < pupil.radius) continue
      area++
      hidden += glints[y * width + x]!
    }
  }
  return area === 0 ? 1 : hidden / area
}

function median(values: number[]): number {
  return values.length === 0 ? 0 : values.sort((a, b) => a - b)[values.length >> 1]!
}
