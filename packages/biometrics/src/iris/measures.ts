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
  /** Share of the sides of the iris under reflections. Per cent. Ours: spectacles throw large ones. */
  readonly reflections: number
}

const ANGLES = 64
/** Slope up to which a direction is one of the sides of the eye, where lids seldom reach: 30 degrees. */
const SIDE = 0.577

/** What tells whether the circles are those of the eye. */
export type OutlineMeasures = Pick<
  IrisMeasures,
  'limbusContrast' | 'pupilContrast' | 'dilation' | 'concentricity' | 'edgeWidth'
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
