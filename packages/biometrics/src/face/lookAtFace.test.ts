import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadKernels } from '../loadKernels.ts'
import { drawnFace, type FaceTraits } from '../synthetic/drawnFace.ts'
import type { Colour } from './colour.ts'
import { FACE_ADVICE, FACE_LIMITS, FACE_MEASURES } from './limits.ts'
import { lookAtFace } from './lookAtFace.ts'
import { type FaceModel, faceModel } from './model.ts'
import { faceWeights } from './weights.fixture.ts'

let model: FaceModel
beforeAll(async () => {
  await loadKernels()
  model = faceModel(faceWeights())
})

/** Drawn at three times the size of a card's picture: 720 x 900. */
const drawn = (seed: number, traits: FaceTraits = {}) => sharp(Buffer.from(drawnFace(seed, traits)), { density: 216 })
async function colour(picture: Sharp): Promise<Colour> {
  const { data, info } = await picture.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, pixels: data }
}
const look = async (picture: Sharp) => lookAtFace(model, await colour(picture))
/** What was drawn, changed: sharp resizes before it turns or blurs, whatever the order of the words. */
const again = async (picture: Sharp) => sharp(await picture.png().toBuffer())

describe('a portrait', () => {
  test('that is drawn well is good, in every skin and with a scarf, and stands in its frame', async () => {
    const verdicts = []
    for (let seed = 0; seed < 12; seed++) {
      const said = await look(drawn(seed, { skin: seed % 6, headscarf: seed % 3 === 0, glasses: false }))
      verdicts.push(said.verdict)
      if (said.frame === null) continue
      expect(said.faces).toBe(1)
      expect(said.frame.width / said.frame.height).toBeCloseTo(0.8, 6)
      expect(said.measures['centre-across']).toBeCloseTo(0.5, 1)
    }
    expect(verdicts.filter(verdict => verdict === 'good').length).toBeGreaterThanOrEqual(10)
    expect(verdicts.filter(verdict => verdict !== 'no-face').length).toBeGreaterThanOrEqual(11)
    expect(verdicts).not.toContain('poor')
  }, 60_000)

  test('with nobody on it, or with two people, says so and has no frame or names the second', async () => {
    const empty = sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a9' } })
    expect(await look(empty)).toMatchObject({ verdict: 'no-face', frame: null, points: null, advice: ['nobody'] })
    const [left, right] = await Promise.all([1, 7].map(seed => drawn(seed).resize(400, 500).png().toBuffer()))
    const both = sharp({ create: { width: 860, height: 520, channels: 3, background: '#e9edf0' } }).composite([
      { input: left!, left: 10, top: 10 },
      { input: right!, left: 440, top: 10 },
    ])
    const said = await look(await again(both))
    expect(said).toMatchObject({ verdict: 'several-faces', faces: 2 })
    expect(said.advice[0]).toBe('several-people')
  })

  test('leaning is told with its angle and its side', async () => {
    for (const angle of [-18, -10, 10, 18]) {
      const said = await look((await again(drawn(1))).rotate(angle, { background: '#e9edf0' }))
      expect(Math.abs(said.measures.roll! - angle)).toBeLessThan(4)
      expect(said.advice).toContain('straighten')
      expect(said.verdict).toBe(Math.abs(angle) > 12 ? 'poor' : 'usable')
    }
  })

  test('blurred is poor, a little blurred usable, and sharp good', async () => {
    const sharpness = []
    for (const blur of [0.5, 4, 8]) {
      const said = await look((await again(drawn(1))).blur(blur))
      sharpness.push(said.measures.sharpness!)
      expect(said.advice.includes('hold-still')).toBe(blur > 1)
      expect(said.verdict).toBe(blur < 1 ? 'good' : blur < 5 ? 'usable' : 'poor')
    }
    expect(sharpness).toEqual(sharpness.toSorted((a, b) => b - a))
  })

  test('too dark, too bright, or lit from one side says where light is wanted', async () => {
    expect((await look((await again(drawn(1))).linear(0.25, 0))).advice).toContain('more-light')
    expect((await look((await again(drawn(7))).linear(1.4, 60))).advice).toContain('less-light')
    const shade = (from: string, to: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="750"><defs><linearGradient id="g"><stop offset="0.3" stop-color="#000" stop-opacity="${from}"/><stop offset="0.7" stop-color="#000" stop-opacity="${to}"/></linearGradient></defs><rect width="600" height="750" fill="url(#g)"/></svg>`,
      )
    const lit = async (from: string, to: string) =>
      look(await again(sharp(await drawn(2).resize(600, 750).png().toBuffer()).composite([{ input: shade(from, to) }])))
    expect((await lit('0.7', '0')).advice).toContain('light-left')
    expect((await lit('0', '0.7')).advice).toContain('light-right')
  })

  test('from afar has too few pixels between the eyes and is asked nearer', async () => {
    const said = await look(drawn(1).resize(200, 250))
    expect(said.measures['eyes-apart']).toBeLessThan(90)
    expect(said).toMatchObject({ verdict: 'poor' })
    expect(said.advice).toContain('come-closer')
    const looked = lookAtFace(model, await colour(drawn(1).resize(200, 250)), { scale: 3 })
    expect(looked.measures['eyes-apart']).toBeCloseTo(3 * said.measures['eyes-apart']!, 3)
    expect(looked.verdict).toBe('good')
  })

  test('in a frame that the officer chose is measured in that frame', async () => {
    const wide = await (await again(drawn(1))).extend({ left: 300, right: 300, background: '#e9edf0' }).png().toBuffer()
    const picture = await colour(sharp(wide))
    expect(lookAtFace(model, picture).verdict).toBe('good')
    const aside = lookAtFace(model, picture, { frame: { x: 0, y: 0, width: 720, height: 900 } })
    expect(aside.advice).toContain('move-left')
    expect(aside.verdict).toBe('poor')
  })

  test('without colour, or before something busy, is told and no more than told', async () => {
    const grey = await look((await again(drawn(1))).modulate({ saturation: 0 }))
    expect([grey.verdict, grey.advice]).toEqual(['usable', ['in-colour']])
    const stripes = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="900">${Array.from({ length: 12 }, (_, i) => `<rect x="${i * 60}" y="0" width="30" height="250" fill="#222"/>`).join('')}</svg>`,
    )
    const busy = await look(await again((await again(drawn(4))).composite([{ input: stripes }])))
    expect(busy.measures.background).toBeGreaterThan(25)
    expect(busy.advice).toContain('plain-background')
  })
})

test('every measure has limits of which the good lie within the kept, and a source', () => {
  for (const name of FACE_MEASURES) {
    const { good, kept, source } = FACE_LIMITS[name]
    expect([good[0] >= kept[0], good[1] <= kept[1], source.length > 5]).toEqual([true, true, true])
  }
  expect(new Set(FACE_ADVICE).size).toBe(FACE_ADVICE.length)
})

test('weights of another model are refused', async () => {
  const { detector, points } = faceWeights()
  expect(() => faceModel({ detector: points, points: detector })).toThrow('not those of its manifest')
})

test('every step of looking at a drawn face gives what it gave', async () => {
  const picture = await colour(drawn(4, { glasses: false }))
  const faces = model.faces(picture)
  const { verdict, frame, measures, advice } = lookAtFace(model, picture)
  const whole = (values: readonly number[]) => values.map(Math.round).join(' ')
  expect({
    faces: faces.map(({ x, y, width, height }) => whole([x, y, width, height])),
    frame: frame && whole([frame.x, frame.y, frame.width, frame.height]),
    measures: Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, Number(value.toPrecision(2))])),
    said: [verdict, ...advice].join(' '),
  }).toMatchInlineSnapshot(`
    {
      "faces": [
        "142 257 419 400",
      ],
      "frame": "98 99 519 648",
      "measures": {
        "background": 0,
        "brightness": 120,
        "centre-across": 0.5,
        "colour": 88,
        "contrast": 220,
        "evenness": 1,
        "eyes-apart": 140,
        "eyes-down": 0.45,
        "eyes-open": 0.33,
        "head-high": 0.7,
        "head-wide": 0.65,
        "pitch": -0.75,
        "roll": -0.18,
        "sharpness": 1100,
        "too-bright": 0.0023,
        "too-dark": 0,
        "yaw": -0.052,
      },
      "said": "good",
    }
  `)
})
