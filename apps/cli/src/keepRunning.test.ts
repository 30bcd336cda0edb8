import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningIn } from '@nansen/store/embedded'
import { expect, test } from 'vitest'
import { keepRunning } from './keepRunning.ts'
import { withOwner } from './openDatabase.ts'

test('a database that is killed is there again at the same address', async () => {
  const place = mkdtempSync(join(tmpdir(), 'nansen-keep-'))
  chmodSync(place, 0o711)
  const dir = join(place, 'data')
  const said: string[] = []
  const kept = await keepRunning(dir, { durable: false }, text => said.push(text))
  const first = runningIn(dir)
  process.kill(first?.pid ?? 0, 'SIGKILL')
  const answer = await eventually(() => withOwner(kept.ownerUrl, client => client.query('select 1 as one')))
  expect(answer.rows).toEqual([{ one: 1 }])
  expect(runningIn(dir)).toMatchObject({ port: first?.port })
  expect(runningIn(dir)?.pid).not.toBe(first?.pid)
  expect(said).toEqual(['the database fell and is started again'])
  await kept.stop()
  expect(runningIn(dir)).toBeNull()
  rmSync(place, { recursive: true, force: true })
})

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 0; tried < 200; tried++) {
    const answer = await work().catch(() => null)
    if (answer) return answer
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return work()
}
