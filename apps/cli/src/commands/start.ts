import type { CliCommand } from '../command.ts'
import { openInstallation } from '../installation.ts'
import { openLog } from '../log.ts'
import { ensurePages } from '../pages.ts'
import { serve } from '../serve.ts'
import { readSettings } from '../settings.ts'
import { takePort } from '../takePort.ts'
import { untilStopped } from '../untilStopped.ts'

export const start: CliCommand = {
  name: 'start',
  usage: '',
  summary: 'Serves a real installation.',
  help: `Makes the database and the keys at the first start, brings the database up to date, and serves until it is stopped (Ctrl-C).
Three people found an installation, because a role takes three: one asks, two others agree. Until they have, it prints a code for each,
good once, with which they set up their accounts.
Only this machine is served, unless the environment says otherwise:
  NANSEN_ORIGIN        what browsers see, for example https://nansen.example.org; needed behind a proxy
  NANSEN_TRUST_PROXY   addresses of proxies whose word about a client's address is taken, with commas between
  NANSEN_HOST          another interface, for example 0.0.0.0; needs a certificate and NANSEN_ORIGIN
  NANSEN_TLS_CERT      file of the certificate with its chain, PEM
  NANSEN_TLS_KEY       file of its key, PEM
  NANSEN_BREACHED_PASSWORDS  file that nansen breached-passwords made
PORT, NANSEN_DATA, NANSEN_KEYS and DATABASE_URL say where the rest is.`,
  options: {},
  run: async () => {
    const settings = readSettings('real')
    await takePort(settings) // whoever must choose another one learns it before a minute of work
    await ensurePages()
    const installation = await openInstallation(settings, console.log)
    try {
      const serving = await serve(installation, openLog())
      console.log(`Nansen serves at ${serving.origin}`)
      for (const line of founding(serving.origin, await serving.auth.enrolment.issueFounding())) console.log(line)
      await untilStopped(console.log, serving.stop)
    } finally {
      await installation.stop()
    }
  },
}

/** What the person at the terminal tells those who found the installation; nothing as soon as they have. */
const founding = (origin: string, codes: readonly string[]): readonly string[] =>
  codes.length === 0
    ? []
    : [
        `${codes.length === 1 ? 'One more person has' : `${codes.length} people have`} to found it. Each opens ${origin}/set-up with a code of their own, good once within a day:`,
        ...codes.map(code => `  ${code}`),
      ]
