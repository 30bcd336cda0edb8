import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type pg from 'pg'

/** What node-postgres calls on a query of our own making. */
interface Wire {
  readonly query: (text: string) => void
  readonly sendCopyFromChunk: (chunk: Buffer) => void
  readonly endCopyFrom: () => void
  readonly sendCopyFail: (reason: string) => void
  readonly stream: {
    readonly pause: () => void
    readonly resume: () => void
    readonly writableNeedDrain: boolean
    readonly once: (event: 'drain', then: () => void) => void
  }
}

/** A COPY as node-postgres wants a query to behave; the client takes only one at a time. */
abstract class Copy {
  readonly done: Promise<void>
  #resolve: () => void = () => undefined
  #reject: (error: Error) => void = () => undefined
  #failed: Error | null = null
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }
  submit(wire: Wire): null {
    wire.query(this.#text)
    return null
  }
  callback(): void {}
  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleError(error: Error): void {
    this.#failed = error
    this.#reject(error)
  }
  handleReadyForQuery(_wire?: Wire): void {
    if (this.#failed === null) this.#resolve()
  }
}

class CopyOut extends Copy {
  readonly #to: Writable
  #waiting = false
  constructor(text: string, to: Writable) {
    super(text)
    this.#to = to
  }
  handleCopyData({ chunk }: { readonly chunk: Buffer }, wire: Wire): void {
    if (this.#to.write(Buffer.from(chunk)) || this.#waiting) return
    this.#waiting = true
    wire.stream.pause()
    this.#to.once('drain', () => {
      this.#waiting = false
      wire.stream.resume()
    })
  }
  override handleReadyForQuery(wire: Wire): void {
    // a stream that is ended tells of no drain: without this the next query would wait for ever
    wire.stream.resume()
    super.handleReadyForQuery()
  }
}

class CopyIn extends Copy {
  readonly #from: Readable
  constructor(text: string, from: Readable) {
    super(text)
    this.#from = from
  }
  handleCopyInResponse(wire: Wire): void {
    this.#send(wire).catch(error => wire.sendCopyFail(String(error)))
  }
  async #send(wire: Wire): Promise<void> {
    for await (const chunk of this.#from) {
      wire.sendCopyFromChunk(chunk as Buffer)
      if (wire.stream.writableNeedDrain) await new Promise<void>(resolve => wire.stream.once('drain', resolve))
    }
    wire.endCopyFrom()
  }
}

/** Runs `copy … to stdout` into a stream, and ends the stream. */
export async function copyOut(client: pg.Client, text: string, to: Writable): Promise<void> {
  const copy = new CopyOut(text, to)
  client.query(copy as unknown as pg.Submittable)
  await copy.done
  to.end()
  if (!to.closed) await once(to, 'close')
}

/** Runs `copy … from stdin` with what a stream gives. */
export async function copyIn(client: pg.Client, text: string, from: Readable): Promise<void> {
  const copy = new CopyIn(text, from)
  client.query(copy as unknown as pg.Submittable)
  await copy.done
}
