import { type Box, type Colour, squareOf } from './colour.ts'
import type { Held, Layers } from './layers.ts'
import type { Found } from './model.ts'
import { heldLayer, named, type Separable, separable } from './weights.ts'

/** The picture is looked at as a square of so many pixels: a multiple of 32. Faces in a portrait are large; smaller is faster. */
const SIDE = 416
/** Cells of the square, 32 pixels each, that say whether a face lies on them. */
const CELLS = SIDE / 32
/** Sizes of face that each cell knows, in cells. A fact of the trained network. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const
/** Means of red, green and blue that the network was trained around. */
const MEANS = [117.001, 114.697, 97.404] as const
/** What a cell says of each anchor: place, size and how sure it is. */
const SAYS = 5
/** A face from this score on; as the makers advise. */
const SURE = 0.5
/** Two boxes that share more than this are one face. */
const SAME_FACE = 0.4
/** How wide a square is looked at, of the picture's longer side: a face that fills the picture is found when it is made smaller. */
const LOOKS = [1, 2] as const
/** Kinds of separable layers behind the first. */
const SEPARABLE = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const

/** A network of six small layers ("tiny YOLO 2", separable), which says for each of a hundred cells whether a face is there, and how large. */
export function faceDetector(layers: Layers, weights: ReadonlyMap<string, Float32Array>) {
  const first = heldLayer(layers, named(weights, 'conv0/filters'), named(weights, 'conv0/bias'))
  const separables = SEPARABLE.map(name => separable(layers, weights, name))
  const last = heldLayer(layers, named(weights, 'conv8/filters'), named(weights, 'conv8/bias'))
  const look = (picture: Colour, wide: number): readonly Found[] => {
    const side = Math.max(picture.width, picture.height) * wide
    const corner = { x: (picture.width - side) / 2, y: (picture.height - side) / 2 }
    const square = squareOf(picture, { ...corner, width: side, height: side }, SIDE, MEANS)
    let held = layers.greatest(layers.conv(layers.begin(SIDE, SIDE, 3, square), first, 1, 'valid', 'leaky'), 2)
    for (const [i, layer] of separables.entries())
      held = layers.greatest(through(layers, held, layer), i === separables.length - 1 ? 1 : 2)
    const said = layers.read(layers.pointwise(held, last, 'none'))
    return apart(boxesIn(said, last.filters, side)).map(box => ({ ...box, x: box.x + corner.x, y: box.y + corner.y }))
  }
  return (picture: Colour): readonly Found[] => {
    for (const wide of LOOKS) {
      const found = look(picture, wide)
      if (found.length > 0) return found
    }
    return []
  }
}

const through = (layers: Layers, from: Held, layer: Separable): Held =>
  layers.pointwise(layers.depthwise(from, layer.depthwise, 1), layer, 'leaky')

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

function boxesIn(said: Float32Array, filters: number, longest: number): readonly Found[] {
  const boxes: Found[] = []
  const cell = longest / CELLS
  for (let at = 0; at < CELLS * CELLS; at++) {
    for (const [a, [wide, tall]] of ANCHORS.entries()) {
      const from = at * filters + a * SAYS
      const score = sigmoid(said[from + 4]!)
      if (score <= SURE) continue
      const [width, height] = [Math.exp(said[from + 2]!) * wide * cell, Math.exp(said[from + 3]!) * tall * cell]
      const x = ((at % CELLS) + sigmoid(said[from]!)) * cell - width / 2
      const y = (Math.floor(at / CELLS) + sigmoid(said[from + 1]!)) * cell - height / 2
      boxes.push({ x, y, width, height, score })
    }
  }
  return boxes
}

/** The surest of boxes that lie on one another. */
function apart(boxes: readonly Found[]): readonly Found[] {
  const kept: Found[] = []
  for (const box of boxes.toSorted((a, b) => b.score - a.score))
    if (!kept.some(other => shared(box, other) > SAME_FACE)) kept.push(box)
  return kept
}

/** What two boxes share, as a part of what they cover together. */
function shared(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  if (across <= 0 || down <= 0) return 0
  const common = across * down
  return common / (a.width * a.height + b.width * b.height - common)
}
