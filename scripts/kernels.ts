import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const engine = fileURLToPath(new URL('../packages/biometrics/engine/', import.meta.url))
const out = fileURLToPath(new URL('../packages/biometrics/src/kernels/', import.meta.url))

const FLAGS =
  '--optimizeLevel 3 --shrinkLevel 0 --converge --enable simd --runtime stub --noAssert --importMemory --initialMemory 16 --maximumMemory 32768'

/**
 * Compiles every kernel of `packages/biometrics/engine/NAME.ts` to WebAssembly, as `src/kernels/NAME.gen.js` that exports the
 * module's bytes as `wasm` in base64: the same file then serves Node, its workers, the browser and the tests without a loader.
 * `all.gen.js` names them all, so that `loadKernels` need not know them. Files that begin with `_` are shared parts, not kernels.
 * A kernel newer than every source is left alone.
 */
export async function buildKernels(): Promise<void> {
  mkdirSync(out, { recursive: true })
  const sources = readdirSync(engine).filter(name => name.endsWith('.ts'))
  const names = sources.filter(name => !name.startsWith('_')).map(name => name.replace(/\.ts$/, ''))
  const changed = Math.max(0, ...sources.map(name => statSync(join(engine, name)).mtimeMs))
  for (const name of names) {
    if (changedAt(join(out, `${name}.gen.js`)) > changed) continue
    write(`${name}.gen.js`, `export const wasm = '${await compiled(name)}'\n`)
    write(`${name}.gen.d.ts`, '/** The compiled kernel, base64. */\nexport declare const wasm: string\n')
  }
  const imports = names.map(name => `import { wasm as ${name} } from './${name}.gen.js'\n`).join('')
  write('all.gen.js', `${imports}export const kernels = { ${names.join(', ')} }\n`)
  write(
    'all.gen.d.ts',
    '/** Every compiled kernel by name, base64. */\nexport declare const kernels: Readonly<Record<string, string>>\n',
  )
}

/** The kernel's module in base64. Compiled under a name of its own, so that two builds at once do not meet. */
async function compiled(name: string): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc') // a second of work, which a start that compiles nothing is spared
  mkdirSync(join(engine, 'build'), { recursive: true })
  const wasm = join(engine, 'build', `${name}.${process.pid}.wasm`)
  const { error, stderr } = await asc.main([join(engine, `${name}.ts`), '--outFile', wasm, ...FLAGS.split(' ')])
  if (error) throw new Error(`kernel ${name}: ${error.message}\n${stderr.toString()}`)
  const bytes = readFileSync(wasm)
  rmSync(wasm)
  return bytes.toString('base64')
}

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Writes only what differs, so that a watching server does not start over for nothing. */
function write(name: string, text: string): void {
  const file = join(out, name)
  if (changedAt(file) === 0 || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
