import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Chromium without a window to draw: pages are the same, and a journey through them takes a third less processor. */
const WINDOWLESS = 'chromium-headless-shell'
const KNOWN = [
  process.env.CHROMIUM,
  `/usr/bin/${WINDOWLESS}`,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
]

/** A closed network: nothing is fetched, reported or updated behind the test's back. */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
]

const found = (): string | undefined => KNOWN.find(path => path && existsSync(path))

/**
 * The path of a browser of the Chromium family; on Debian and Ubuntu it is installed when there is none (as root, or by `sudo -n`).
 * @throws Error in plain words when there is none and none can be installed.
 */
export function chromiumPath(): string {
  if (!found() && existsSync('/usr/bin/apt-get')) install()
  const path = found()
  if (!path)
    throw new Error('The browser tests need Chromium, Chrome or Edge: install one, or set CHROMIUM to its path.')
  return path
}

/** apt is often held by another process at first start of a machine: wait for it, five minutes. */
function install(): void {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const apt = (...args: string[]) => {
    const [program = '', ...rest] = [...sudo, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...args]
    execFileSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const named = (name: string) => apt('install', '-y', '--no-install-recommends', name)
  apt('update')
  try {
    named(WINDOWLESS)
  } catch {
    // Debian has it, and not everybody who has apt.
    named('chromium')
  }
}

/** A headless browser that reaches nothing but what the test serves. Close it in `afterAll`. */
export const launchBrowser = (extra: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...extra] })
