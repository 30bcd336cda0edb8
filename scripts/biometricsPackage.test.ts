import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageBiometrics } from './biometricsPackage.ts'
import { TSC } from './typeBudget.ts'

const work = mkdtempSync(join(tmpdir(), 'nansen-package-'))
const packed = join(work, 'package')
const elsewhere = join(work, 'elsewhere')
const inside = join(elsewhere, 'node_modules', '@nansen', 'biometrics')

/** No setting of the machine or of the run that started us, and a cache that is empty. */
const environment = { PATH: process.env.PATH, HOME: work, npm_config_cache: join(work, 'cache') }
const npm = (folder: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd: folder, env: environment, encoding: 'utf8', shell: process.platform === 'win32' })

beforeAll(async () => {
  await packageBiometrics(packed)
  npm(packed, 'pack', '--silent', '--pack-destination', work)
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'package.json'), '{ "private": true }') // or npm looks for one in the folders above
  const tarball = readdirSync(work).find(name => name.endsWith('.tgz'))!
  npm(elsewhere, 'install', '--offline', '--no-audit', '--no-fund', join(work, tarball))
}, 120_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('installed where there is no network, it does what its README shows', () => {
  const readme = readFileSync(join(inside, 'README.md'), 'utf8')
  const [, program = ''] = /```js\n(?<program>[^`]*`[^`]*`[^`]*)```/.exec(readme) ?? []
  writeFileSync(join(elsewhere, 'first.mjs'), program)
  const said = execFileSync(process.execPath, ['first.mjs'], { cwd: elsewhere, env: environment, encoding: 'utf8' })
  expect(said).toMatch(/^person A: \d+ bytes, quality \d+\nperson A/)
  expect(said).toContain('same person true')
  expect(said).toContain('two people false')
})

test('what a browser gets runs by itself, and says the same as the engine here', async () => {
  const door = readFileSync(join(inside, 'browser', 'index.js'), 'utf8')
  expect(door).not.toMatch(/from ?["'][^."']/)
  const there = (await import(
    pathToFileURL(join(inside, 'browser', 'index.js')).href
  )) as typeof import('@nansen/biometrics')
  const here = await import('@nansen/biometrics')
  await Promise.all([there.loadKernels(), here.loadKernels()])
  const image = here.syntheticIris('A', 'left', 0)
  expect(there.extract('iris-left', image)).toEqual(here.extract('iris-left', image))
})

test('its types are read by a program of others', () => {
  const program = [
    "import { type Extraction, extract, type GreyImage, Refusal } from '@nansen/biometrics'",
    "import { openJpeg2000 } from '@nansen/biometrics/jpeg2000'",
    'const image: GreyImage = { width: 2, height: 2, dpi: 500, pixels: new Uint8Array(4) }',
    "export const made: Extraction = extract('iris-left', image)",
    'export const opened: Promise<{ width: number }> = openJpeg2000(made.stored, async () => made.stored)',
    '// @ts-expect-error a site that there is not',
    "export const wrong = extract('toe-1', image)",
    'export const refused = (error: unknown): string | null => (error instanceof Refusal ? error.message : null)',
  ]
  writeFileSync(join(elsewhere, 'uses.ts'), program.join('\n'))
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'esnext', '--types', '']
  const { stdout } = spawnSync(process.execPath, [TSC, ...options, 'uses.ts'], { cwd: elsewhere, encoding: 'utf8' })
  expect(stdout).toBe('')
})

test('its pages show nothing that is not packed', () => {
  const pages = readdirSync(inside, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.md') && !name.includes('node_modules'),
  )
  const missing = pages.flatMap(page =>
    [...readFileSync(join(inside, page), 'utf8').matchAll(/\]\((?<to>[^)#:]+)(?:#[^)]*)?\)/g)]
      .map(match => join(page, '..', match.groups!.to!))
      .filter(to => !readdirSync(inside, { recursive: true, encoding: 'utf8' }).includes(to))
      .map(to => `${page} -> ${to}`),
  )
  expect(missing).toEqual([])
  expect(pages).toContain('README.md')
})
