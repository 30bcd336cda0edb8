import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { ROOT } from './gen/findModules.ts'
import { TSC } from './typeBudget.ts'

export const ENGINE = join(ROOT, 'packages', 'biometrics')
/** What a program of others imports: the name of the door -> its file below `src`. */
export const DOORS = { index: 'index', face: 'face/index', jpeg2000: 'image/jpeg2000/index' } as const
/** Of `@nansen/kernel` the engine needs so little that the package takes it along. */
const KERNEL = ['random', 'refusal'] as const

/**
 * The engine as JavaScript and declarations, that of the kernel below `kernel/`, and every import between them as it is in the package.
 * @returns path below the package's `lib` -> text
 * @throws Error with the compiler's words
 */
export function compiledEngine(): ReadonlyMap<string, string> {
  const cache = join(ROOT, 'node_modules', '.cache', 'nansen')
  mkdirSync(cache, { recursive: true })
  const staging = mkdtempSync(join(cache, 'engine-'))
  try {
    const project = join(staging, 'tsconfig.json')
    writeFileSync(project, JSON.stringify(projectOf(staging)))
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', project], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the engine could not be compiled:\n${stdout}`)
    const all = KERNEL.map(name => `export * from './${name}.js';\n`).join('')
    return new Map([
      ...codeIn(join(staging, 'biometrics', 'src')),
      ...codeIn(join(staging, 'kernel', 'src')).map(([path, text]) => [`kernel/${path}`, text] as const),
      ['kernel/index.js', all],
      ['kernel/index.d.ts', all],
    ])
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

const projectOf = (staging: string) => ({
  extends: join(ROOT, 'tsconfig.json'),
  compilerOptions: {
    noEmit: false,
    noCheck: true, // that the types hold is seen by `npm run check`
    types: [],
    declaration: true,
    rewriteRelativeImportExtensions: true,
    rootDir: join(ROOT, 'packages'),
    outDir: staging,
  },
  files: [
    ...Object.values(DOORS).map(door => join(ENGINE, 'src', `${door}.ts`)),
    ...KERNEL.map(name => join(ROOT, 'packages', 'kernel', 'src', `${name}.ts`)),
  ],
  include: [],
})

function codeIn(folder: string): (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(js|d\.ts|json)$/.test(name))
    .map(name => {
      const up = '../'.repeat(name.split(sep).length - 1) || './'
      const text = readFileSync(join(folder, name), 'utf8')
        .replaceAll("'@nansen/kernel'", `'${up}kernel/index.js'`)
        .replace(/(['"])(\.[^'"]*)\.ts\1/g, '$1$2.js$1')
      return [name.split(sep).join('/'), text]
    })
}
