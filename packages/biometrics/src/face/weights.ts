import type { HeldLayer, Layers } from './layers.ts'

/** One entry of a weights manifest as TensorFlow.js writes it: a byte b stands for `min + scale * b`. */
interface Entry {
  readonly name: string
  readonly shape: readonly number[]
  readonly quantization: { readonly scale: number; readonly min: number }
}
export type Manifest = readonly { readonly weights: readonly Entry[] }[]

/** Filters are a multiple of this in the kernel. */
const FILTERS = 16

/** The numbers of a model by name. Throws when the bytes are not of this manifest. */
export function weightsOf(manifest: Manifest, bytes: Uint8Array): ReadonlyMap<string, Float32Array> {
  const found = new Map<string, Float32Array>()
  let at = 0
  for (const { name, shape, quantization } of manifest.flatMap(({ weights }) => weights)) {
    const count = shape.reduce((product, side) => product * side, 1)
    // as the makers' own reader does: product and sum in single precision
    found.set(
      name,
      Float32Array.from(bytes.subarray(at, at + count), byte => byte * quantization.scale + quantization.min),
    )
    at += count
  }
  if (at !== bytes.length) throw new Error('the weights of the face finder are not those of its manifest')
  return found
}

/** Puts a layer into the kernel, its filters filled up to a multiple of sixteen. */
export function heldLayer(layers: Layers, weights: Float32Array, bias: Float32Array): HeldLayer {
  const filters = Math.ceil(bias.length / FILTERS) * FILTERS
  const wide = new Float32Array((weights.length / bias.length) * filters)
  for (let at = 0; at < weights.length; at++)
    wide[Math.floor(at / bias.length) * filters + (at % bias.length)] = weights[at]!
  const full = new Float32Array(filters)
  full.set(bias)
  return { weights: layers.keep(wide), bias: layers.keep(full), filters }
}

/** A depthwise layer and the pointwise one behind it. */
export interface Separable extends HeldLayer {
  readonly depthwise: number
}

/** The parts of a separable layer by the name before its slash. */
export function separable(layers: Layers, weights: ReadonlyMap<string, Float32Array>, name: string): Separable {
  const part = (of: string) => named(weights, `${name}/${of}`)
  return {
    depthwise: layers.keep(part('depthwise_filter')),
    ...heldLayer(layers, part('pointwise_filter'), part('bias')),
  }
}

export function named(weights: ReadonlyMap<string, Float32Array>, name: string): Float32Array {
  const found = weights.get(name)
  if (found === undefined) throw new Error(`the face finder's weights lack ${name}`)
  return found
}
