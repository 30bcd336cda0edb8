import { seededRandom } from '@nansen/kernel'
import { beforeAll, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { syntheticIris, syntheticTemplates } from '../synthetic/index.ts'
import { drawnEye } from './drawnEye.ts'
import { decodeIris, encodeIris } from './encoding.ts'
import { extractIris } from './extract.ts'
import { matchIrises } from './match.ts'
import { outlineMeasures } from './measures.ts'
import { isLikeAnIris } from './plausible.ts'
import { type PreparedIris, prepareIris } from './prepared.ts'
import { usableOutline, usableTemplate } from './stages/usable.ts'
import { withoutGlints } from './stages/withoutGlints.ts'
import { type Circle, CODE_WORDS, COLUMNS, type IrisCode, PLANES } from './template.ts'

beforeAll(loadKernels)

const eye = extractIris(drawnEye('one'))
const again = extractIris(drawnEye('one', { x: 150, limbus: 92, turn: 0.2 }))
const prepared = (code: IrisCode): PreparedIris => prepareIris(encodeIris({ ...eye, code }, 'stored'))
const whole = new Uint32Array(CODE_WORDS).fill(0xffffffff)

function drawnCode(isSet: (column: number, plane: number) => boolean): IrisCode {
  const bits = new Uint32Array(CODE_WORDS)
  for (let bit = 0; bit < CODE_WORDS * 32; bit++)
    if (isSet(bit % COLUMNS, Math.floor(bit / COLUMNS) % PLANES)) bits[bit >> 5]! |= 1 << (bit & 31)
  return { bits, mask: whole }
}

test('the opposite of an iris speaks for nobody, whatever half a wavelength makes of it', () => {
  const { bits, mask } = eye.code
  const opposite = prepared({ bits: bits.map((word, i) => ~word & mask[i]!), mask })
  expect(matchIrises(prepared(eye.code), prepared(again.code))).toBeGreaterThan(8)
  expect(opposite.plausible).toBe(true) // its statistics are those of an iris: only the comparison tells
  expect(matchIrises(opposite, prepared(eye.code))).toBe(0)
  expect(matchIrises(opposite, prepared(again.code))).toBe(0)
  expect(matchIrises(prepared(again.code), opposite)).toBe(0)
})

test('stripes, one colour and noise are not irises, and not even like themselves', () => {
  const stripes = [7, 10, 12, 16].map(wave => drawnCode((column, plane) => (column / wave + (plane % 2) / 4) % 1 < 0.5))
  const random = seededRandom('noise')
  const noise = drawnCode(() => random.chance(0.5))
  for (const code of [drawnCode(() => true), drawnCode(() => false), noise, ...stripes]) {
    expect(isLikeAnIris(code)).toBe(false)
    expect(matchIrises(prepared(code), prepared(code))).toBe(0)
  }
})

test('invented eyes are like irises, drawn or made as codes', () => {
  for (let i = 0; i < 20; i++)
    expect(isLikeAnIris(decodeIris(syntheticTemplates(`person ${i}`)['iris-left']!).code), `${i}`).toBe(true)
  for (const seed of ['a', 'b', 'c']) expect(isLikeAnIris(extractIris(syntheticIris(seed, 'left', 0)).code)).toBe(true)
})

test('a code that shows next to nothing is not judged by its statistics, and says nothing', () => {
  const few = { bits: new Uint32Array(CODE_WORDS), mask: new Uint32Array(CODE_WORDS).fill(0xffff, 0, 8) }
  expect(isLikeAnIris(few)).toBe(true)
  expect(matchIrises(prepared(few), prepared(few))).toBe(0)
})

test('circles that are not those of pupil and iris are refused, whatever code they would give', () => {
  const image = syntheticIris('outline', 'left', 0)
  const { pupil, limbus } = extractIris(image)
  const clean = withoutGlints(image).image
  const judge = (wrong: { pupil?: Partial<Circle>; limbus?: Partial<Circle> }) => () =>
    usableOutline(
      outlineMeasures(clean, { pupil: { ...pupil, ...wrong.pupil }, limbus: { ...limbus, ...wrong.limbus } }),
    )
  const told = (advice: string) =>
    expect.objectContaining({ code: 'too-poor', details: expect.objectContaining({ advice: [advice] }) })
  expect(judge({})).not.toThrow()
  const beside = { x: pupil.x + 1.6 * pupil.radius }
  expect(judge({ pupil: beside, limbus: beside }), 'in the iris').toThrow(told('no-eye'))
  const above = { y: limbus.y - 1.3 * limbus.radius }
  expect(judge({ pupil: above, limbus: above }), 'on the lid').toThrow(told('no-eye'))
  expect(judge({ pupil: { radius: 0.6 * pupil.radius } }), 'within the pupil').toThrow(told('no-eye'))
  expect(judge({ limbus: { x: limbus.x + 0.35 * limbus.radius } }), 'beside the middle').toThrow(told('gaze'))
  for (const size of [0.7, 0.8, 1.2, 1.3])
    expect(judge({ limbus: { radius: size * limbus.radius } }), `limbus of ${size}`).toThrow(
      expect.objectContaining({ code: 'too-poor' }),
    )
  for (const size of [0.6, 0.75, 1.25, 1.5])
    expect(judge({ pupil: { radius: size * pupil.radius } }), `pupil of ${size}`).toThrow(
      expect.objectContaining({ code: 'too-poor' }),
    )
})

test('a code that is no iris is refused before it is a template', () => {
  const striped = drawnCode(column => (column / 12) % 1 < 0.5)
  expect(() => usableTemplate({ ...eye, code: striped })).toThrow('texture of the iris')
  expect(usableTemplate(eye)).toBe(eye)
})
