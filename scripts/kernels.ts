import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const engine = fileURLToPath(new URL('../packages/biometrics/engine/', import.meta.url))
const OUT = fileURLToPath(new URL('../packages/biometrics/src/kernels/', import.meta.url))

const FLAGS =
  '--optimizeLevel 3 --shrinkLevel 0 --converge --enable simd --runtime stub --noAssert --importMemory --initialMemory 16 --maximumMemory 32768'
/** A kernel whose name begins with this works in a memory of up to 4 GB that threads share: see `sharedKernel`. */
const SHARED = 'shared'
const SHARED_FLAGS = FLAGS.replace('32768', '65536 --sharedMemory --enable threads')

/**
 * Compiles every kernel of `packages/biometrics/engine/NAME.ts` to WebAssembly, as `src/kernels/NAME.gen.js` that exports the
 * module's bytes as `wasm` in base64: the same file then serves Node, its workers, the browser and the tests without a loader.
 * `all.gen.js` names them all, so that `loadKernels` need not know them. Files that begin with `_` are shared parts, not kernels.
 * A kernel says what it was made of, and is left alone while that is so: an old one beside newer code would compare fingers wrongly, and
 * tell people that nobody knows them.
 * @param say called once when there is something to compile, which takes seconds
 * @param out the folder they are kept in
 */
export async function buildKernels(say: () => void = () => undefined, out = OUT): Promise<void> {
  mkdirSync(out, { recursive: true })
  const sources = readdirSync(engine).filter(name => name.endsWith('.ts'))
  const names = sources.filter(name => !name.startsWith('_')).map(name => name.replace(/\.ts$/, ''))
  const madeOf = `// made of ${hashOf(sources)}\n`
  const old = names.filter(name => !textOf(join(out, `${name}.gen.js`)).startsWith(madeOf))
  if (old.length > 0) say()
  for (const name of old) {
    write(join(out, `${name}.gen.js`), `${madeOf}export const wasm = '${await compiled(name)}'\n`)
    write(join(out, `${name}.gen.d.ts`), '/** The compiled kernel, base64. */\nexport declare const wasm: string\n')
  }
  const imports = names.map(name => `import { wasm as ${name} } from './${name}.gen.js'\n`).join('')
  write(join(out, 'all.gen.js'), `${imports}export const kernels = { ${names.join(', ')} }\n`)
  write(
    join(out, 'all.gen.d.ts'),
    '/** Every compiled kernel by name, base64. */\nexport declare const kernels: Readonly<Record<string, string>>\n',
  )
}

/** The kernel's module in base64. Compiled under a name of its own, so that two builds at once do not meet. */
async function compiled(name: string): Promise<string> {
  const { default: asc } = await import('assemblyscript/asc') // a second of work, which a start that compiles nothing is spared
  mkdirSync(join(engine, 'build'), { recursive: true })
  const wasm = join(engine, 'build', `${name}.${process.pid}.wasm`)
  const flags = name.startsWith(SHARED) ? SHARED_FLAGS : FLAGS
  const { error, stderr } = await asc.main([join(engine, `${name}.ts`), '--outFile', wasm, ...flags.split(' ')])
  if (error) throw new Error(`kernel ${name}: ${error.message}\n${stderr.toString()}`)
  const bytes = readFileSync(wasm)
  rmSync(wasm)
  return bytes.toString('base64')
}

/** Of everything that a kernel is made of, hexadecimal. Times of files say nothing after a copy or a checkout. */
function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256').update(FLAGS)
  for (const name of sources.toSorted()) hash.update(`\0${name}\0`).update(readFileSync(join(engine, name)))
  return hash.digest('hex')
}

const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Writes only what differs, so that a watching server does not start over for nothing. */
function write(file: string, text: string): void {
  if (textOf(file) !== text) writeFileSync(file, text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
