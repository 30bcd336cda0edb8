import { readFileSync } from 'node:fs'
import type { Name } from '@nansen/linkage'
import { SCRIPTS } from '@nansen/model'
import { expect, test } from 'vitest'
import { OWN } from './learnt.ts'
import { chanceFor, entryOf, judgeOf } from './likeness.ts'

const scriptsOf = (...said: string[]) => {
  const { name } = entryOf({ name: said, sex: null, born: null, estimated: false, mother: null })
  return (name as Name).map(({ script }) => script)
}

test('a name is compared within its own script, by what likeness is worth there', () => {
  expect(scriptsOf('Amina Yusuf Ali', 'أمينة يوسف علي')).toEqual(['Latn', 'Arab'])
  expect(scriptsOf('ሰላም ገብረ')).toEqual(['Ethi'])
  expect(scriptsOf('Оксана Петренко')).toEqual(['Cyrl'])
  const weights = readFileSync(new URL('./weights.json', import.meta.url), 'utf8')
  const learnt = new Set([...weights.matchAll(/name\.word\.([A-Z][a-z]{3})/g)].map(found => found[1]!))
  expect([...learnt].filter(script => !SCRIPTS.some(known => known === script))).toEqual([])
  expect(learnt).toContain('Arab')
})

test('answers about names take nothing from a number that both have', () => {
  const judge = judgeOf(new Map(), null, { ...OWN, scale: { slope: 0.1, shift: -10 } })
  expect(chanceFor(judge, 20, 0)).toBeLessThan(0.05)
  expect(chanceFor(judge, 20, 30)).toBeGreaterThan(0.95)
})
