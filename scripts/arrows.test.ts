import { expect, test } from 'vitest'
import { RULES, type Sources, violations } from './arrows.ts'
import { readSources } from './sources.ts'

const sources = readSources()

test('the house keeps its arrows', () => {
  expect(sources.size).toBeGreaterThan(20)
  expect(
    violations(sources).map(({ rule, file, imports, why }) => `${rule}: ${file} imports ${imports}. ${why}`),
  ).toEqual([])
})

/** A file that breaks exactly the rule it is planted for: [rule, path, text]. */
const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['packages-know-their-place', 'packages/kernel/src/bad.ts', "import { text } from '@nansen/model'"],
  ['packages-know-their-place', 'packages/store/src/bad.ts', "export { registration } from '@nansen/registration'"],
  ['packages-know-their-place', 'packages/world/src/bad.ts', "import { openStore } from '../../store/src/index.ts'"],
  ['definitions-are-pure', 'modules/tracing/bad.ts', "import { readFileSync } from 'node:fs'"],
  ['definitions-are-pure', 'modules/tracing/fields/bad.ts', "import { reachSql } from '@nansen/access'"],
  ['browser-never-meets-server', 'modules/tracing/web/bad.tsx', "import { openStore } from '@nansen/store'"],
  ['browser-never-meets-server', 'modules/tracing/web/bad.tsx', "const s = await import('../server/index.ts')"],
  ['browser-never-meets-server', 'packages/ui/src/bad.ts', "import 'node:crypto'"],
  ['server-never-meets-browser', 'modules/tracing/server/bad.ts', "import { useState } from 'react'"],
  ['server-never-meets-browser', 'modules/tracing/server/bad.ts', "import type { WebModule } from '@nansen/ui'"],
  [
    'modules-have-three-doors',
    'modules/tracing/server/bad.ts',
    "import { lifecycle } from '../../registration/lifecycle.ts'",
  ],
  [
    'modules-stand-on-registration',
    'modules/tracing/server/bad.ts',
    "import { server } from '@nansen/identity/server'",
  ],
  ['registration-stands-alone', 'modules/registration/server/bad.ts', "import { tracing } from '@nansen/tracing'"],
  ['sql-lives-on-the-server', 'modules/tracing/web/bad.tsx', "import { sql } from 'kysely'"],
  ['test-helpers-never-ship', 'modules/tracing/server/bad.ts', "import { fakeClock } from '@nansen/testing'"],
  [
    'programs-are-not-libraries',
    'modules/tracing/server/bad.ts',
    "import { main } from '../../../apps/cli/src/main.ts'",
  ],
]

test.each(PLANTED)('%s bites on %s: %s', (rule, path, text) => {
  const planted: Sources = new Map([[path, text]])
  expect(violations(planted).map(each => each.rule)).toContain(rule)
})

test('every rule has bitten', () => {
  const bitten = new Set(PLANTED.map(([rule]) => rule))
  expect(RULES.map(rule => rule.name).filter(name => !bitten.has(name))).toEqual([])
})

test('a circle of files is found, through a re-export too', () => {
  const circle: Sources = new Map([
    ['packages/kernel/src/a.ts', "import { b } from './b.ts'"],
    ['packages/kernel/src/b.ts', "export * from './c.ts'"],
    ['packages/kernel/src/c.ts', "import {\n  a,\n} from './a.ts'"],
  ])
  expect(violations(circle).map(each => each.rule)).toEqual(['no-cycles'])
})

test('a type may look back at the file that uses it', () => {
  const types: Sources = new Map([
    ['packages/kernel/src/a.ts', "import { b } from './b.ts'"],
    ['packages/kernel/src/b.ts', "import type { A } from './a.ts'"],
  ])
  expect(violations(types)).toEqual([])
})

test('an import in a comment is not an import', () => {
  expect(
    violations(
      new Map([['packages/kernel/src/a.ts', "/* import { x } from '@nansen/store' */\n// import '@nansen/http'"]]),
    ),
  ).toEqual([])
})

test('the three doors of cases are as far apart as packages', () => {
  const told = (path: string, text: string) => violations(new Map([[path, text]])).map(({ rule }) => rule)
  expect(told('packages/cases/src/a.ts', "import { x } from '@nansen/store'")).toEqual(['packages-know-their-place'])
  expect(told('packages/cases/src/web/a.ts', "import { x } from '@nansen/cases/server'")).toContain(
    'packages-know-their-place',
  )
  expect(told('modules/needs/web/a.ts', "import { x } from '@nansen/cases/server'")).toEqual([
    'browser-never-meets-server',
  ])
  expect(told('modules/needs/server/a.ts', "import { x } from '@nansen/cases/web'")).toEqual([
    'server-never-meets-browser',
  ])
  expect(told('modules/needs/index.ts', "import { x } from '@nansen/cases/server'")).toEqual(['definitions-are-pure'])
  expect(told('modules/needs/index.ts', "import { x } from '@nansen/cases'")).toEqual([])
})
