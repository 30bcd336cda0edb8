import type { Ask, Reply } from './comparison.worker.ts'
import { drawCompared, drawLooked } from './draw.ts'
import type { Compared, Kind, Looked, Source } from './look.ts'
import { isPageLanguage, languageOf, type PageLanguage, word } from './words.ts'

const SLOTS = ['first', 'second'] as const
type Slot = (typeof SLOTS)[number]
/** What a slot holds: nothing, something that is being looked at, what was seen, or why nothing was. */
type Held = null | 'working' | { readonly looked: Looked } | { readonly refused: string }

const byId = <E extends HTMLElement>(id: string) => document.getElementById(id) as E
const worker = new Worker(new URL('./comparison.worker.ts', import.meta.url), { type: 'module' })
const waiting = new Map<number, (reply: Reply) => void>()
let next = 0
worker.onmessage = ({ data }: MessageEvent<Reply>) => {
  waiting.get(data.id)?.(data)
  waiting.delete(data.id)
}
type Question<A> = A extends Ask ? Omit<A, 'id'> : never
const ask = (question: Question<Ask>): Promise<Reply> =>
  new Promise(resolve => {
    const id = next++
    waiting.set(id, resolve)
    worker.postMessage({ id, ...question })
  })

let language: PageLanguage = languageOf(navigator.languages)
let kind: Kind = 'finger'
const sources: Record<Slot, Source | null> = { first: null, second: null }
const held: Record<Slot, Held> = { first: null, second: null }
let compared: Compared | null = null
/** Grows with everything that makes an answer under way worthless. */
let turn = 0

const say = (key: string, values?: Readonly<Record<string, string | number>>) => word(language, key, values)

async function look(slot: Slot, source: Source): Promise<void> {
  sources[slot] = source
  held[slot] = 'working'
  compared = null
  const mine = ++turn
  show()
  const reply = await ask({ kind, source, dpi: Number(byId<HTMLInputElement>('dpi').value) })
  if (sources[slot] !== source) return
  held[slot] = 'looked' in reply ? { looked: reply.looked } : { refused: 'refused' in reply ? reply.refused : 'fault' }
  show()
  const [one, other] = SLOTS.map(each => lookedIn(held[each]))
  if (!one || !other || mine !== turn) return
  const answer = await ask({ kind, stored: [one.stored, other.stored] })
  if (mine !== turn) return
  compared = 'compared' in answer ? answer.compared : null
  show()
}

const lookedIn = (each: Held): Looked | null =>
  each !== null && typeof each === 'object' && 'looked' in each ? each.looked : null

function lookAgain(): void {
  for (const slot of SLOTS) if (sources[slot] !== null) void look(slot, { ...sources[slot] })
}

function show(): void {
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
  document.title = say('title')
  for (const element of document.querySelectorAll<HTMLElement>('[data-label]'))
    element.textContent = say(element.dataset.label!)
  byId('resolution').hidden = kind === 'eye'
  for (const slot of SLOTS) showSlot(slot)
  showResult()
}

function showSlot(slot: Slot): void {
  const [canvas, said] = [byId(slot).querySelector('canvas')!, byId(slot).querySelector<HTMLElement>('.said')!]
  const each = held[slot]
  const looked = lookedIn(each)
  canvas.hidden = looked === null
  said.dataset.outcome = each === null || each === 'working' ? (each ?? 'empty') : looked ? 'looked' : 'refused'
  if (each === 'working') said.textContent = say('working')
  else if (each === null) said.textContent = ''
  else if ('refused' in each) said.textContent = say(`refused.${each.refused}`)
  if (looked === null) return
  drawLooked(canvas, looked)
  const { score, advice } = looked.quality
  const seen = looked.seen.is === 'finger' ? say('points', { count: looked.seen.minutiae.length }) : say('bands')
  said.textContent = `${say('quality', { score })} ${advice.map(code => say(`advice.${code}`)).join('. ')}. ${seen}`
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', seen)
}

function showResult(): void {
  const [one, other] = SLOTS.map(each => lookedIn(held[each]))
  const result = byId('result')
  result.hidden = compared === null
  if (!compared || !one || !other) return
  const { evidence, verdict, detail } = compared
  result.dataset.verdict = verdict
  byId('verdict').textContent = say(`verdict.${verdict}.${kind}`)
  const pairs = new Intl.NumberFormat(language).format(10 ** Math.round(evidence))
  const score = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(evidence)
  byId('meaning').textContent = say(evidence < 1 ? 'meaningNone' : 'meaning', { pairs, score })
  const aligned = byId<HTMLCanvasElement>('aligned')
  const count = drawCompared(aligned, one, other, compared)
  const share = detail.is === 'eye' ? Math.round(100 * (1 - detail.distance)) : 0
  byId('alike').textContent = count === null ? say('signs', { share }) : say('joined', { count })
  byId('legend').textContent = say(`legend.${kind}`)
  aligned.setAttribute('role', 'img')
  aligned.setAttribute('aria-label', byId('alike').textContent ?? '')
}

function takesFiles(slot: Slot): void {
  const section = byId(slot)
  const take = async (file: File | undefined) => {
    if (file) await look(slot, { file: new Uint8Array(await file.arrayBuffer()) })
  }
  const input = section.querySelector('input')!
  input.addEventListener('change', () => void take(input.files?.[0]))
  section.addEventListener('dragover', event => {
    event.preventDefault()
    section.classList.add('over')
  })
  section.addEventListener('dragleave', () => section.classList.remove('over'))
  section.addEventListener('drop', event => {
    event.preventDefault()
    section.classList.remove('over')
    void take(event.dataTransfer?.files[0])
  })
}

const invent = (others: boolean) => {
  void look('first', { invented: { person: 'A', impression: 0 } })
  void look('second', { invented: others ? { person: 'B', impression: 0 } : { person: 'A', impression: 1 } })
}

for (const slot of SLOTS) takesFiles(slot)
byId('same').addEventListener('click', () => invent(false))
byId('others').addEventListener('click', () => invent(true))
byId('dpi').addEventListener('change', lookAgain)
byId('kind').addEventListener('change', event => {
  const { value, name } = event.target as HTMLInputElement
  if (name !== 'kind') return
  kind = value as Kind
  lookAgain()
  show()
})
byId<HTMLSelectElement>('language').addEventListener('change', ({ target }) => {
  const { value } = target as HTMLSelectElement
  if (isPageLanguage(value)) language = value
  show()
})
byId<HTMLSelectElement>('language').value = language
show()
