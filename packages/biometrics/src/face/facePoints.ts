import { type Box, type Colour, squareOf } from './colour.ts'
import type { Held, HeldLayer, Layers } from './layers.ts'
import { heldLayer, named, type Separable, separable } from './weights.ts'

/** A place in the picture, pixels. */
export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * The 68 points of a face, in the order that the iBUG 300-W annotation gave them: jaw 0 to 16 from its right ear, brows 17 to 26, nose 27 to 35 (30 the tip),
 * right eye 36 to 41, left eye 42 to 47, mouth 48 to 67. Right and left are the person's.
 */
export type Points = readonly Point[]

const SIDE = 112
/** Means of red, green and blue that the network was trained around. */
const MEANS = [122.782, 117.001, 104.298] as const
/** Of 7 x 7 pixels that are left in the end. */
const LEFT = 49
const BLOCKS = ['dense0', 'dense1', 'dense2', 'dense3'] as const

interface Block {
  /** Of the first block an ordinary layer, of the others a separable one. */
  readonly first: HeldLayer | Separable
  readonly others: readonly Separable[]
}

/** A network of four dense blocks of four layers, then one matrix. */
export function facePoints(layers: Layers, weights: ReadonlyMap<string, Float32Array>) {
  const blocks = BLOCKS.map((name, i): Block => {
    const first =
      i === 0
        ? heldLayer(layers, named(weights, `${name}/conv0/filters`), named(weights, `${name}/conv0/bias`))
        : separable(layers, weights, `${name}/conv0`)
    return { first, others: [1, 2, 3].map(layer => separable(layers, weights, `${name}/conv${layer}`)) }
  })
  const matrix = named(weights, 'fc/weights')
  const bias = named(weights, 'fc/bias')
  return (picture: Colour, box: Box): Points => {
    const side = Math.max(box.width, box.height)
    const corner = { x: box.x - (side - box.width) / 2, y: box.y - (side - box.height) / 2 }
    const square = squareOf(picture, { ...corner, width: side, height: side }, SIDE, MEANS)
    let held = layers.begin(SIDE, SIDE, 3, square)
    for (const block of blocks) held = dense(layers, held, block)
    const places = times(meanOf(layers.read(held), held.channels), matrix, bias)
    return Array.from({ length: places.length / 2 }, (_, i) => ({
      x: corner.x + places[2 * i]! * side,
      y: corner.y + places[2 * i + 1]! * side,
    }))
  }
}

/** Every layer sees what all before it said together. */
function dense(layers: Layers, from: Held, { first, others }: Block): Held {
  let together =
    'depthwise' in first
      ? layers.pointwise(layers.depthwise(from, first.depthwise, 2), first, 'relu')
      : layers.conv(from, first, 2, 'same', 'relu')
  let sums = together
  for (const layer of others) {
    const said = layers.pointwise(layers.depthwise(together, layer.depthwise, 1), layer, 'none')
    together = layers.sum(sums, said, 'relu')
    sums = layers.sum(sums, said, 'none')
  }
  return together
}

/** The mean of each channel over all pixels that are left. */
function meanOf(values: Float32Array, channels: number): Float32Array {
  const means = new Float32Array(channels)
  for (const [at, value] of values.entries()) means[at % channels]! += value / LEFT
  return means
}

function times(values: Float32Array, matrix: Float32Array, bias: Float32Array): Float32Array {
  return bias.map((from, column) =>
    values.reduce((sum, value, row) => sum + value * matrix[row * bias.length + column]!, from),
  )
}
