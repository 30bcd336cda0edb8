import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compiledEngine, DOORS } from './compiledEngine.ts'
import { apiPages } from './gen/apiPages.ts'
import { ROOT } from './gen/findModules.ts'
import { generated } from './gen/generated.ts'
import { buildKernels } from './kernels.ts'

/** Paths whose content is not what the definitions say. */
export async function staleFiles(root: string = ROOT): Promise<readonly string[]> {
  const files = [...(await generated(root)), ...enginePages(), [API, await openApi()] as const]
  return files.filter(([path, text]) => textOf(join(root, path)) !== text).map(([path]) => path)
}

/** What the engine offers, said by its docstrings. */
function enginePages(): (readonly [string, string])[] {
  const declarations = new Map([...compiledEngine()].filter(([path]) => path.endsWith('.d.ts')))
  const pages = apiPages(
    declarations,
    Object.values(DOORS).map(door => `${door}.d.ts`),
  )
  return [...pages].map(([name, text]) => [`packages/biometrics/docs/api/${name}`, text])
}

const API = 'docs/openapi.json'
const openApi = async (): Promise<string> => {
  await buildKernels() // the routes know the engine, and it needs its kernels
  return (await import('./gen/openapi.ts')).openApiPage()
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Writes only what differs, and says so. */
async function writeAll(): Promise<void> {
  const files = new Map([...(await generated()), ...enginePages()])
  let written = 0
  for (const [path, text] of files) {
    if (textOf(join(ROOT, path)) === text) continue
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    written++
    console.log(`wrote ${path}`)
  }
  // Last, and loaded late: it reads the registry that was just written.
  const api = await openApi()
  if (textOf(join(ROOT, API)) !== api) {
    writeFileSync(join(ROOT, API), api)
    written++
    console.log(`wrote ${API}`)
  }
  if (written === 0) console.log(`all ${files.size + 1} generated files are as the definitions say`)
}

if (import.meta.main) {
  await writeAll().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
