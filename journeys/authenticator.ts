import { createHmac } from 'node:crypto'

/** Seconds of one code of an authenticator. */
const STEP = 30

/** The authenticator on somebody's telephone: each code of a half minute is good once, so the next one is given early. */
export class Authenticator {
  readonly #secret: Buffer
  #last = 0
  constructor(base32: string) {
    const bits = Array.from(base32, letter =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    this.#secret = Buffer.from(
      bits
        .join('')
        .match(/.{8}/g)!
        .map(byte => Number.parseInt(byte, 2)),
    )
  }
  /** RFC 6238. Waits when the code that would be next is still too early: clocks may differ by one step. */
  async digits(): Promise<string> {
    const now = () => Math.floor(Date.now() / 1000 / STEP)
    const step = Math.max(now() - 1, this.#last + 1)
    while (step > now() + 1) await new Promise(resolve => setTimeout(resolve, 200))
    this.#last = step
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(step))
    const mac = createHmac('sha1', this.#secret).update(counter).digest()
    const at = mac.at(-1)! & 15
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }
}
