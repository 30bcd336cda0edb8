import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isReady, runningIn } from '@nansen/store/embedded'

/** A server with its database in processes of their own, which can be killed at any moment. */
export interface Victim {
  readonly origin: string
  readonly start: () => Promise<void>
  /** Without warning. Resolves when the server that died is gone. */
  readonly kill: (what: 'server' | 'database' | 'both') => Promise<void>
  /** Resolves when requests are answered again. @throws Error after a minute */
  readonly untilHealthy: () => Promise<void>
  readonly end: () => Promise<void>
}

/** @param environment where its data and its keys are, as the command line is told */
export function victimIn(
  environment: { readonly NANSEN_DATA: string; readonly NANSEN_KEYS: string },
  port: number,
): Victim {
  const folder = environment.NANSEN_DATA
  const origin = `http://localhost:${port}`
  let child: ChildProcess | null = null
  /** The database that was killed last: what still answers in its name is not healthy. */
  let killed: number | null = null
  const start = async () => {
    const started = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), {
      env: { ...process.env, ...environment, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      started.once('message', () => resolve())
      started.once('exit', code => reject(new Error(`the server ended at its start (${code})`)))
    })
  }
  const killServer = async () => {
    if (!child || child.exitCode !== null) return
    const gone = new Promise(resolve => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    child = null
  }
  const killDatabase = () => {
    const running = runningIn(folder)
    if (!running) return
    killed = running.pid
    process.kill(running.pid, 'SIGKILL')
  }
  return {
    origin,
    start,
    kill: async what => {
      if (what !== 'server') killDatabase()
      if (what !== 'database') await killServer()
    },
    untilHealthy: () => answering(`${origin}/health`, () => standsAgain(folder, killed)),
    end: async () => {
      await killServer()
      killDatabase()
    },
  }
}

/** Sessions of a killed database live on for a moment and answer; its successor tries to start beside them, and may fail at first. */
function standsAgain(folder: string, killed: number | null): boolean {
  const pid = runningIn(folder)?.pid ?? killed
  return pid !== null && pid !== killed && isReady(folder, pid)
}

async function answering(url: string, stands: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const good =
      stands() &&
      (await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ))
    if (good) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`${url} did not answer within a minute`)
}
