import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fault, Reply } from './engine.worker.ts'

/** A worker that answers what the test says. */
let started: Pretended[]
class Pretended {
  onmessage: ((event: { data: Reply | Fault }) => void) | null = null
  ended = false
  constructor() {
    started.push(this)
  }
  postMessage(): void {}
  terminate(): void {
    this.ended = true
  }
}

beforeEach(() => {
  started = []
  vi.resetModules()
  vi.stubGlobal('Worker', Pretended)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('an engine that fails is told to whoever asked, and a new one is asked next', async () => {
  const { measure } = await import('./engine.ts')
  const first = measure('finger-2', new Uint8Array(1), 500)
  const second = measure('finger-3', new Uint8Array(1), 500)
  const [worker] = started
  worker!.onmessage?.({ data: { id: 0, fault: 'no memory' } })
  await expect(first).rejects.toThrow('no memory')
  expect(worker!.ended).toBe(false)
  worker!.onmessage?.({ data: { id: 1, outcome: 'needs-dpi' } })
  await expect(second).resolves.toMatchObject({ outcome: 'needs-dpi' })

  const third = measure('finger-4', new Uint8Array(1), 500)
  worker!.onmessage?.({ data: { id: 2, fault: 'no memory' } })
  await expect(third).rejects.toThrow('no memory')
  expect(worker!.ended).toBe(true)
  void measure('finger-5', new Uint8Array(1), 500)
  expect(started).toHaveLength(2)
})

test('the engine answers what nobody foresaw', async () => {
  const said: (Reply | Fault)[] = []
  const scope = { postMessage: (reply: Reply | Fault) => void said.push(reply), onmessage: null as unknown }
  vi.stubGlobal('self', scope)
  await import('./engine.worker.ts')
  const hear = scope.onmessage as (event: { data: unknown }) => Promise<void>
  await hear({ data: { id: 7, frame: null, expected: ['finger-2'] } })
  expect(said).toEqual([{ id: 7, fault: expect.stringContaining('TypeError') }])
}, 60_000)
