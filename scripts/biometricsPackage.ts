/**
 * Builds `packages/biometrics` as an npm package that needs nothing else of this repository: JavaScript of each stage with its types for Node,
 * one file a door for browsers, the kernels as WebAssembly, and the pages that say what it can do.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'vite'
import { compiledEngine, DOORS, ENGINE } from './compiledEngine.ts'
import { ROOT } from './gen/findModules.ts'
import { buildKernels } from './kernels.ts'

/** What is packed with it, so that it installs where there is no network, with what that needs. */
const PACKED = { 'fast-png': ['fflate', 'iobuffer'], 'jpeg-js': [] } as const
/** What only the doors beside the first need, and is asked of whoever opens them. */
const ASKED = ['@cornerstonejs/codec-openjpeg', '@vladmandic/face-api'] as const
const DETS = '../../../docs/pictures/det/'

/** @param out the folder, made anew */
export async function packageBiometrics(out: string): Promise<void> {
  await buildKernels()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  writeCode(out)
  keepKernels(out)
  await bundleForBrowsers(out)
  copyPages(out)
  for (const name of Object.keys(PACKED).flatMap(each => [each, ...PACKED[each as keyof typeof PACKED]]))
    cpSync(join(ROOT, 'node_modules', name), join(out, 'node_modules', name), { recursive: true })
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
}

/** `lib/`: each source as JavaScript and declarations, under the path it has here. */
function writeCode(out: string): void {
  for (const [path, text] of compiledEngine()) {
    mkdirSync(dirname(join(out, 'lib', path)), { recursive: true })
    writeFileSync(join(out, 'lib', path), text)
  }
}

/** `wasm/`: the kernels as they are; in Node they are read from there. */
function keepKernels(out: string): void {
  const from = join(ENGINE, 'src', 'kernels')
  const names = readdirSync(from).flatMap(file => /^(?!all)(\w+)\.gen\.js$/.exec(file)?.[1] ?? [])
  mkdirSync(join(out, 'wasm'))
  for (const name of names) {
    const base64 = /wasm = '([^']+)'/.exec(readFileSync(join(from, `${name}.gen.js`), 'utf8'))?.[1] ?? ''
    writeFileSync(join(out, 'wasm', `${name}.wasm`), Buffer.from(base64, 'base64'))
  }
  const kept = join(out, 'lib', 'kernels')
  mkdirSync(kept, { recursive: true })
  const lines = [
    "import { readFileSync } from 'node:fs'",
    "const of = name => readFileSync(new URL(`../../wasm/${name}.wasm`, import.meta.url)).toString('base64')",
    `export const kernels = Object.fromEntries(${JSON.stringify(names)}.map(name => [name, of(name)]))`,
  ]
  writeFileSync(join(kept, 'all.gen.js'), `${lines.join('\n')}\n`)
  cpSync(join(from, 'all.gen.d.ts'), join(kept, 'all.gen.d.ts'))
}

/** `browser/`: the same doors with everything inside, kernels too; nothing is fetched and no bundler is needed. */
async function bundleForBrowsers(out: string): Promise<void> {
  const entry = Object.fromEntries(
    Object.entries(DOORS).map(([name, door]) => [name, join(ENGINE, 'src', `${door}.ts`)]),
  )
  await build({
    configFile: false,
    root: ENGINE,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: join(out, 'browser'),
      target: 'es2023',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: ASKED.map(name => new RegExp(`^${name}/`)) },
    },
  })
}

/** The pages and the pictures that they show. */
function copyPages(out: string): void {
  for (const page of ['README.md', 'CHANGELOG.md']) cpSync(join(ENGINE, page), join(out, page))
  const docs = join(ENGINE, 'docs')
  for (const name of readdirSync(docs, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.md')) continue
    mkdirSync(dirname(join(out, 'docs', name)), { recursive: true })
    writeFileSync(join(out, 'docs', name), readFileSync(join(docs, name), 'utf8').replaceAll(DETS, 'det/'))
  }
  cpSync(join(docs, DETS), join(out, 'docs', 'det'), { recursive: true })
}

interface Manifest {
  readonly version: string
  readonly license: string
  readonly dependencies: Readonly<Record<string, string>>
}

function manifest() {
  const whole = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
  const { version } = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8')) as Manifest
  const pinned = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, whole.dependencies[name]]))
  const door = (name: keyof typeof DOORS) => ({
    types: `./lib/${DOORS[name]}.d.ts`,
    browser: `./browser/${name}.js`,
    default: `./lib/${DOORS[name]}.js`,
  })
  return {
    name: '@nansen/biometrics',
    version,
    description:
      'Fingerprints and irises: images to templates, quality, comparison, search among many. Node and browser.',
    keywords: ['fingerprint', 'iris', 'biometrics', 'minutiae', 'wsq', 'iso19794', 'ansi-nist'],
    license: whole.license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    exports: {
      '.': door('index'),
      './face': door('face'),
      './jpeg2000': door('jpeg2000'),
      './wasm/*': './wasm/*',
      './package.json': './package.json',
    },
    files: ['lib', 'browser', 'wasm', 'docs', 'CHANGELOG.md'],
    dependencies: pinned(Object.keys(PACKED)),
    bundleDependencies: Object.keys(PACKED),
    peerDependencies: pinned(ASKED),
    peerDependenciesMeta: Object.fromEntries(ASKED.map(name => [name, { optional: true }])),
  }
}

if (import.meta.main) {
  const out = join(ENGINE, 'dist')
  await packageBiometrics(out)
  console.log(`${relative(process.cwd(), out)} is the package: npm publish, or npm pack, from there`)
}
