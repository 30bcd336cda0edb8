import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { demo } from './commands/demo.ts'
import { start } from './commands/start.ts'

const folder = mkdtempSync(join(tmpdir(), 'nansen-port-'))
const taken = createServer()
afterEach(() => {
  vi.unstubAllEnvs()
  taken.close()
  rmSync(folder, { recursive: true })
})

test('a taken port is told before any key or database is made', async () => {
  await once(taken.listen(0, '127.0.0.1'), 'listening')
  const { port } = taken.address() as AddressInfo
  vi.stubEnv('PORT', String(port))
  vi.stubEnv('NANSEN_DATA', join(folder, 'data'))
  const input = { words: [], flags: new Set<string>(), values: new Map<string, string>() }
  for (const command of [start, demo])
    await expect(command.run(input)).rejects.toThrow(`port ${port} is taken by another program`)
  expect([existsSync(join(folder, 'data')), existsSync(join(folder, 'data-keys'))]).toEqual([false, false])
})
