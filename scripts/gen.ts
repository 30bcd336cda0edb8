import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './gen/findModules.ts'
import { generated } from './gen/generated.ts'

/** Paths whose content is not what the definitions say. */
export async function staleFiles(root: string = ROOT): Promise<readonly string[]> {
  return [...(await generated(root))].filter(([path, text]) => textOf(join(root, path)) !== text).map(([path]) => path)
}

const textOf = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null)

/** Writes only what differs, and says so. */
async function writeAll(): Promise<void> {
  const files = await generated()
  let written = 0
  for (const [path, text] of files) {
    if (textOf(join(ROOT, path)) === text) continue
    mkdirSync(dirname(join(ROOT, path)), { recursive: true })
    writeFileSync(join(ROOT, path), text)
    written++
    console.log(`wrote ${path}`)
  }
  if (written === 0) console.log(`all ${files.size} generated files are as the definitions say`)
}

if (import.meta.main) {
  await writeAll().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
