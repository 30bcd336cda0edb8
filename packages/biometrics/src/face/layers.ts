import { type Kernel, kernel, reserve } from '../loadKernels.ts'
import { ACTS, type Act, fitOf } from './layersSlowly.ts'

/** A picture in the kernel's memory: row by row, channels last, single precision. */
export interface Held {
  readonly at: number
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Numbers of a layer in the kernel's memory; `filters` may be more than the model's, filled with zeros to a multiple of 16. */
export interface HeldLayer {
  readonly weights: number
  readonly bias: number
  readonly filters: number
}

interface FaceKernel {
  heapBase(): number
  conv(...numbers: number[]): void
  depthwise(...numbers: number[]): void
  pointwise(...numbers: number[]): void
  greatest(...numbers: number[]): void
  sum(...numbers: number[]): void
}

/**
 * The layers of a network, run in the kernel `faceNet`. What is kept (`keep`) stays; everything a picture needs lies behind it and goes with the next
 * `begin`. Owner of that kernel's memory: there is one.
 */
export class Layers {
  readonly #kernel: Kernel
  readonly #run: FaceKernel
  #kept: number
  #next: number

  constructor(of: Kernel = kernel('faceNet')) {
    this.#kernel = of
    this.#run = of.exports as unknown as FaceKernel
    this.#kept = of.heapBase
    this.#next = of.heapBase
  }

  /** Numbers that stay, such as weights. */
  keep(values: Float32Array): number {
    const at = this.#place(values.length)
    new Float32Array(this.#kernel.memory.buffer, at, values.length).set(values)
    this.#kept = this.#next
    return at
  }

  /** A new picture: everything but what is kept is void. */
  begin(height: number, width: number, channels: number, values: Float32Array): Held {
    this.#next = this.#kept
    const held = this.#held(height, width, channels)
    new Float32Array(this.#kernel.memory.buffer, held.at, values.length).set(values)
    return held
  }

  /** A copy of what a picture holds. */
  read({ at, height, width, channels }: Held): Float32Array {
    return new Float32Array(this.#kernel.memory.buffer, at, height * width * channels).slice()
  }

  conv(from: Held, layer: HeldLayer, stride: number, padding: 'same' | 'valid', act: Act): Held {
    const [rows, columns] = [fitOf(from.height, stride, padding), fitOf(from.width, stride, padding)]
    const to = this.#held(rows.out, columns.out, layer.filters)
    const size = [from.at, from.height, from.width, from.channels, layer.weights, layer.bias, layer.filters, stride]
    this.#run.conv(...size, rows.before, columns.before, rows.out, columns.out, to.at, ACTS[act])
    return to
  }

  depthwise(from: Held, weights: number, stride: number): Held {
    const [rows, columns] = [fitOf(from.height, stride, 'same'), fitOf(from.width, stride, 'same')]
    const to = this.#held(rows.out, columns.out, from.channels)
    const size = [from.at, from.height, from.width, from.channels, weights, stride]
    this.#run.depthwise(...size, rows.before, columns.before, rows.out, columns.out, to.at)
    return to
  }

  pointwise(from: Held, { weights, bias, filters }: HeldLayer, act: Act): Held {
    const to = this.#held(from.height, from.width, filters)
    this.#run.pointwise(from.at, from.height * from.width, from.channels, weights, bias, filters, to.at, ACTS[act])
    return to
  }

  greatest(from: Held, stride: number): Held {
    const [height, width] = [Math.ceil(from.height / stride), Math.ceil(from.width / stride)]
    const to = this.#held(height, width, from.channels)
    this.#run.greatest(from.at, from.height, from.width, from.channels, stride, height, width, to.at)
    return to
  }

  sum(one: Held, other: Held, act: Act): Held {
    const to = this.#held(one.height, one.width, one.channels)
    this.#run.sum(one.at, other.at, one.height * one.width * one.channels, to.at, ACTS[act])
    return to
  }

  #held(height: number, width: number, channels: number): Held {
    return { at: this.#place(height * width * channels), height, width, channels }
  }

  #place(numbers: number): number {
    const at = this.#next
    this.#next = at + Math.ceil(numbers / 4) * 16
    reserve(this.#kernel, this.#next)
    return at
  }
}
