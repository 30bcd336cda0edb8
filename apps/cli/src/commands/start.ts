import type { Auth } from '@nansen/auth'
import { Refusal } from '@nansen/kernel'
import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { openLog } from '../log.ts'
import { ensurePages } from '../pages.ts'
import { serve } from '../serve.ts'
import { readSettings } from '../settings.ts'
import { untilStopped } from '../untilStopped.ts'

export const start: CliCommand = {
  name: 'start',
  usage: '',
  summary: 'Serves a real installation.',
  help: `Makes the database and the keys at the first start, brings the database up to date, and serves until it is stopped (Ctrl-C).
As long as nobody administers the installation it prints a code, good once, with which the first administrator sets up their account.
Only this machine is served, unless the environment says otherwise:
  NANSEN_ORIGIN        what browsers see, for example https://nansen.example.org; needed behind a proxy
  NANSEN_TRUST_PROXY   addresses of proxies whose word about a client's address is taken, with commas between
  NANSEN_HOST          another interface, for example 0.0.0.0; needs a certificate and NANSEN_ORIGIN
  NANSEN_TLS_CERT      file of the certificate with its chain, PEM
  NANSEN_TLS_KEY       file of its key, PEM
PORT, NANSEN_DATA, NANSEN_KEYS and DATABASE_URL say where the rest is.`,
  options: {},
  run: async () => {
    await ensurePages()
    const installation = await openInstallation(readSettings('real'), console.log)
    try {
      const serving = await serve(installation, openLog())
      const code = await firstCode(serving.auth)
      console.log(`Nansen serves at ${serving.origin}`)
      if (code !== null)
        console.log(`Nobody administers it yet. Open ${serving.origin}/set-up and give this code, good once: ${code}`)
      await untilStopped(console.log, serving.stop)
    } finally {
      await installation.stop()
    }
  },
}

/** Null as soon as somebody administers it. */
async function firstCode(auth: Auth): Promise<string | null> {
  return auth.enrolment.issueFirst().catch(error => {
    if (error instanceof Refusal && error.code === 'wrong-state') return null
    throw error
  })
}
