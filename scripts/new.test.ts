import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './arrows.ts'
import { findModules, ROOT } from './gen/findModules.ts'
import { registryFiles } from './gen/registry.ts'
import { labelProblems } from './labels.ts'
import { newModule } from './new.ts'
import { readSources } from './sources.ts'
import { TSC } from './typeBudget.ts'

/** Inside the checkout, so that the packages are found, and outside what git and the checks look at. */
const root = join(ROOT, 'node_modules', '.cache', 'nansen', `new-${process.pid}`)

beforeAll(() => {
  for (const folder of ['packages/ui', 'modules', 'apps', 'scripts', 'countries', 'journeys'])
    mkdirSync(join(root, folder), { recursive: true })
  cpSync(join(ROOT, 'packages', 'ui', 'labels'), join(root, 'packages', 'ui', 'labels'), { recursive: true })
  writeFileSync(join(root, 'package-lock.json'), '{ "packages": { "": {}, "node_modules/zod": {} } }')
  newModule(root, 'sample')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a new module is read, labelled, and keeps the arrows', async () => {
  const modules = await findModules(root)
  expect(modules.map(({ name, hasServer, web }) => ({ name, hasServer, web }))).toEqual([
    { name: 'sample', hasServer: true, web: 'index.ts' },
  ])
  const problems = labelProblems(
    modules.map(({ definition }) => definition!),
    root,
  )
  expect(problems.filter(problem => problem.startsWith('modules/'))).toEqual([])
  expect(violations(readSources(root))).toEqual([])
  expect(registryFiles(modules).get('modules/registry.gen.ts')).toContain("from './sample/index.ts'")
})

test('a new module compiles and is formatted', () => {
  const project = join(root, 'tsconfig.json')
  writeFileSync(project, JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), include: ['modules'], exclude: [] }))
  const types = spawnSync(process.execPath, [TSC, '-p', project], { encoding: 'utf8' })
  expect(types.stdout.split('\n').filter(line => line.startsWith('modules/'))).toEqual([])
  const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  for (const path of [
    'package.json',
    'labels/ar.json',
    'labels/es.json',
    'index.ts',
    'fields.ts',
    'lifecycle.ts',
    'access.ts',
    'server/index.ts',
    'web/index.ts',
  ]) {
    const text = readFileSync(join(root, 'modules', 'sample', path), 'utf8')
    const formatted = spawnSync(
      process.execPath,
      [biome, 'check', '--write', `--stdin-file-path=modules/sample/${path}`],
      {
        cwd: ROOT,
        input: text,
        encoding: 'utf8',
      },
    )
    expect(formatted.stdout, path).toBe(text)
  }
})

test('npm knows the new module, and the lockfile stays in order', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: object }
  expect(Object.keys(packages)).toEqual(['', 'modules/sample', 'node_modules/@nansen/sample', 'node_modules/zod'])
})

test('a module is never made twice, nor under a name that no schema can have', () => {
  expect(() => newModule(root, 'sample')).toThrow('is there already')
  expect(() => newModule(root, 'Best-Interests')).toThrow('cannot name a module')
})

/** Half a minute of two cores: `npm run test:full`. */
if (process.env.NANSEN_FULL)
  test('a new module, as the command leaves it, passes every check of the whole', () => {
    const whole = mkdtempSync(join(tmpdir(), 'nansen-new-'))
    try {
      const files = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).stdout
      spawnSync('cp', ['--parents', '-t', whole, ...files.split('\0').filter(Boolean)], { cwd: ROOT })
      spawnSync('cp', ['-a', join(ROOT, 'node_modules'), whole])
      const run = (script: string, ...words: readonly string[]) =>
        spawnSync(process.execPath, [join(whole, 'scripts', script), ...words], { cwd: whole, encoding: 'utf8' })
      const made = run('new.ts', 'sample')
      expect(made.stderr).toBe('')
      expect(made.stdout).toContain('wrote modules/sample/migrations/0001_sample.sql')
      const checked = run('check.ts')
      expect(checked.stdout).not.toContain('FAILED')
      expect(checked.stdout).toMatch(/ok {5}dead code/)
    } finally {
      rmSync(whole, { recursive: true, force: true })
    }
  }, 240_000)
