import { openInstallation } from '../../apps/cli/src/installation.ts'
import { openLog } from '../../apps/cli/src/log.ts'
import { serve } from '../../apps/cli/src/serve.ts'
import { readSettings } from '../../apps/cli/src/settings.ts'

// The product as `nansen demo` runs it, without pages and without a new world. Its parent kills it.
const installation = await openInstallation(readSettings('demo'), () => undefined)
await serve(installation, openLog('fatal'), { pages: false })
process.send?.('ready')
