import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const engine = fileURLToPath(new URL('../packages/biometrics/engine/', import.meta.url))
const out = fileURLToPath(new URL('../packages/biometrics/src/kernels/', import.meta.url))

/**
 * Compiles every kernel of `packages/biometrics/engine/NAME.ts` to WebAssembly, as `src/kernels/NAME.gen.js` that exports the
 * module's bytes as `wasm` in base64: the same file then serves Node, its workers, the browser and the tests without a loader.
 * A kernel that is newer than nothing it depends on is left alone.
 */
export async function buildKernels(): Promise<void> {
  mkdirSync(out, { recursive: true })
  for (const file of readdirSync(engine).filter(name => name.endsWith('.ts') && !name.startsWith('_'))) {
    const source = join(engine, file)
    const target = join(out, file.replace(/\.ts$/, '.gen.js'))
    const newest = Math.max(...readdirSync(engine).map(name => statSync(join(engine, name)).mtimeMs))
    if ((statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newest) continue
    const wasm = join(engine, 'build', file.replace(/\.ts$/, '.wasm'))
    mkdirSync(join(engine, 'build'), { recursive: true })
    const flags = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--enable', 'simd', '--runtime', 'stub', '--noAssert', '--importMemory', '--initialMemory', '16', '--maximumMemory', '32768']
    const { error, stderr } = await asc.main([source, '--outFile', wasm, ...flags])
    if (error) throw new Error(`kernel ${file}: ${error.message}\n${stderr.toString()}`)
    const bytes = readFileSync(wasm)
    writeFileSync(target, `export const wasm = '${bytes.toString('base64')}'\n`)
    writeFileSync(target.replace(/\.js$/, '.d.ts'), '/** The compiled kernel, base64. */\nexport declare const wasm: string\n')
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
