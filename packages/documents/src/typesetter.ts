/** The worker: holds one Typst compiler and sets one document at a time. See `documents.ts`. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { initSync, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler'

export interface Job {
  readonly id: number
  /** Typst markup; reads its data with `json("/data.json")`. */
  readonly source: string
  readonly data: unknown
  /** Files the markup may read, by absolute path: `/photo-1`. */
  readonly files: Readonly<Record<string, Uint8Array>>
}

export type Answer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly trouble: string }

/** Families and weights the templates may use, whole fonts under the SIL Open Font Licence. */
const FONTS: Readonly<Record<string, readonly string[]>> = {
  'noto-sans': ['400Regular', '700Bold'],
  'noto-naskh-arabic': ['400Regular', '700Bold'],
  'noto-sans-ethiopic': ['400Regular', '700Bold'],
  'noto-sans-myanmar': ['400Regular', '700Bold'],
}
const MAIN = '/main.typ'

const require = createRequire(import.meta.url)

function fonts(): readonly Uint8Array[] {
  return Object.entries(FONTS).flatMap(([family, weights]) => {
    const folder = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`))
    return weights.map(weight => {
      const file = readdirSync(join(folder, weight)).find(name => name.endsWith('.ttf'))
      if (file === undefined) throw new Error(`no font file in ${family}/${weight}`)
      return new Uint8Array(readFileSync(join(folder, weight, file)))
    })
  })
}

async function openCompiler() {
  const door = require.resolve('@myriaddreamin/typst-ts-web-compiler')
  initSync({ module: readFileSync(join(dirname(door), 'typst_ts_web_compiler_bg.wasm')) })
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const font of fonts()) await builder.add_raw_font(font)
  return builder.build()
}
const opening = openCompiler()

/** Diagnostics as Typst prints them, with file and line. */
const READABLE_DIAGNOSTICS = 2

async function set(job: Job): Promise<Answer> {
  try {
    const compiler = await opening
    compiler.reset_shadow()
    compiler.add_source(MAIN, job.source)
    compiler.map_shadow('/data.json', new TextEncoder().encode(JSON.stringify(job.data)))
    for (const [path, bytes] of Object.entries(job.files)) compiler.map_shadow(path, bytes)
    const { result, diagnostics } = compiler.compile(MAIN, null, 'pdf', READABLE_DIAGNOSTICS)
    if (result instanceof Uint8Array) return { id: job.id, pdf: result }
    return { id: job.id, trouble: JSON.stringify(diagnostics ?? 'the typesetter gave no document') }
  } catch (error) {
    return { id: job.id, trouble: String(error) }
  }
}

parentPort?.on('message', async (job: Job) => {
  parentPort?.postMessage(await set(job))
})
