import { type Kernel, sharedKernel, sharedMemory } from '../../loadKernels.ts'
import type { PreparedIris } from '../prepared.ts'
import {
  addressOfBlock,
  BLOCK_BYTES,
  BLOCK_PEOPLE,
  MOST_BLOCKS,
  NUMBERS_AT,
  pagesFor,
  RECORD_BYTES,
  RECORDS_AT,
} from './layout.ts'
import { RECORD_WORDS, recordOf } from './record.ts'
import { EYE_SHEET_BYTES, layInSheet, SHEET_PEOPLE } from './sheet.ts'

/** Both eyes of somebody, or the one there is. */
export interface Eyes {
  readonly left: PreparedIris | null
  readonly right: PreparedIris | null
}

/** What another thread needs to search the same gallery: sent once, and again when `blocks` has grown. */
export interface GalleryHandle {
  readonly memories: readonly WebAssembly.Memory[]
  /** Blocks in use. The last may be part empty. */
  readonly blocks: number
}

/**
 * The eyes of many people in memories that threads share: 713 bytes a person. It knows numbers and nothing of whose they are. Nobody may
 * search it while it changes. Needs `await loadKernels()` first.
 */
export class EyeGallery {
  readonly #memories: WebAssembly.Memory[] = []
  readonly #kernels: Kernel[] = []
  readonly #blocksOfMemory: number
  readonly #free: number[] = []
  /** Places ever used: all from here on are empty. */
  #end = 0
  /** Blocks for which there is room. */
  #room = 0

  /** @param blocksOfMemory blocks of 1,024 people in one memory: fewer in tests only */
  constructor(blocksOfMemory = MOST_BLOCKS) {
    this.#blocksOfMemory = blocksOfMemory
  }

  /** People it holds. */
  get size(): number {
    return this.#end - this.#free.length
  }

  get handle(): GalleryHandle {
    return { memories: this.#memories, blocks: Math.ceil(this.#end / BLOCK_PEOPLE) }
  }

  /** Bytes of its memories. */
  get bytes(): number {
    return this.#memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
  }

  /** Enters somebody. @param number from 0 to 2^53 - 2, their own. @returns the place, until it is dropped. */
  put(number: number, eyes: Eyes): number {
    return this.putRecords(number, recordOrNone(eyes.left), recordOrNone(eyes.right))
  }

  /** The same with what is kept of each eye, which is made of `recordOf`; null where there is none. */
  putRecords(number: number, left: Uint32Array | null, right: Uint32Array | null): number {
    const place = this.#free.pop() ?? this.#end++
    this.#grow(Math.ceil(this.#end / BLOCK_PEOPLE))
    this.replaceRecords(place, number, left, right)
    return place
  }

  /** Other eyes at the place of the same, or another, person. */
  replaceRecords(place: number, number: number, left: Uint32Array | null, right: Uint32Array | null): void {
    this.#write(place, 0, left)
    this.#write(place, 1, right)
    this.#numbersAt(place)[0] = number + 1
  }

  /** Forgets who is at this place: nothing of them stays. */
  drop(place: number): void {
    if (this.numberAt(place) === null) return
    this.#write(place, 0, null)
    this.#write(place, 1, null)
    this.#numbersAt(place)[0] = 0
    this.#free.push(place)
  }

  /** Who is at this place; null: nobody. */
  numberAt(place: number): number | null {
    const number = place < this.#end ? this.#numbersAt(place)[0]! : 0
    return number === 0 ? null : number - 1
  }

  /** The bytes of a block, to be written somewhere and read again by `restore`. */
  blockBytes(block: number): Uint8Array {
    const memory = this.#memories[Math.floor(block / this.#blocksOfMemory)]!
    return new Uint8Array(memory.buffer, addressOfBlock(block % this.#blocksOfMemory), BLOCK_BYTES)
  }

  /** A sum that a changed byte of the block changes. */
  blockSum(block: number): bigint {
    const { exports } = this.#kernels[Math.floor(block / this.#blocksOfMemory)]!
    const checksum = exports.checksum as (from: number, bytes: number, start: bigint) => bigint
    return BigInt.asUintN(64, checksum(addressOfBlock(block % this.#blocksOfMemory), BLOCK_BYTES, BigInt(block)))
  }

  /** Makes room for so many blocks in an empty gallery, into which their bytes are then read; then call `restored`. */
  reserveBlocks(blocks: number): void {
    if (this.#end > 0) throw new Error('only an empty gallery is restored')
    this.#grow(blocks)
  }

  /** Counts who is in the blocks that were read in. */
  restored(blocks: number): void {
    this.#end = blocks * BLOCK_PEOPLE
    for (let place = this.#end - 1; place >= 0; place--) if (this.#numbersAt(place)[0] === 0) this.#free.push(place)
    while (this.#end > 0 && this.#free[0] === this.#end - 1) {
      this.#free.shift()
      this.#end--
    }
  }

  #grow(blocks: number): void {
    while (this.#room < blocks) {
      if (this.#room % this.#blocksOfMemory === 0) this.#addMemory()
      const memory = this.#memories.at(-1)!
      const inside = (this.#room % this.#blocksOfMemory) + 1
      const missing = pagesFor(inside) - memory.buffer.byteLength / 65_536
      if (missing > 0) memory.grow(missing)
      this.#room++
    }
  }

  #addMemory(): void {
    const memory = sharedMemory(pagesFor(0))
    this.#memories.push(memory)
    this.#kernels.push(sharedKernel('sharedIris', memory))
  }

  #write(place: number, eye: 0 | 1, record: Uint32Array | null): void {
    const { buffer, at } = this.#whereIs(place)
    const inBlock = place % BLOCK_PEOPLE
    const sheet = 2 * Math.floor(inBlock / SHEET_PEOPLE) + eye
    layInSheet(new Uint8Array(buffer, at + sheet * EYE_SHEET_BYTES, EYE_SHEET_BYTES), place % SHEET_PEOPLE, record)
    const whole = new Uint32Array(buffer, at + RECORDS_AT + (2 * inBlock + eye) * RECORD_BYTES, RECORD_WORDS)
    if (record === null) whole.fill(0)
    else whole.set(record)
  }

  #numbersAt(place: number): Float64Array {
    const { buffer, at } = this.#whereIs(place)
    return new Float64Array(buffer, at + NUMBERS_AT + 8 * (place % BLOCK_PEOPLE), 1)
  }

  #whereIs(place: number): { readonly buffer: ArrayBufferLike; readonly at: number } {
    const block = Math.floor(place / BLOCK_PEOPLE)
    const { buffer } = this.#memories[Math.floor(block / this.#blocksOfMemory)]!
    return { buffer, at: addressOfBlock(block % this.#blocksOfMemory) }
  }
}

/** What cannot be an iris speaks for nobody and is kept as none. */
const recordOrNone = (eye: PreparedIris | null): Uint32Array | null => (eye?.plausible ? recordOf(eye.whole) : null)
