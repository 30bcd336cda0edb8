import { exactKey } from '@nansen/model'
import { blinded, blindedAgain, common, newSecret, type Progress, type Secret } from '@nansen/sealed'
import { api, forgetHere, keepHere, recallHere } from '@nansen/ui'

/** What one side of a comparison keeps in this browser until it is read: encrypted on the disk, a week at most. */
interface Kept {
  readonly secret: Secret
  readonly numbers: readonly string[]
}

/** Points as the server carries them: one after another, in base64. */
interface Points {
  readonly askedByUs: boolean
  readonly sent: string | null
  readonly back: string | null
  readonly theirs: string | null
}

const POINT_BYTES = 32
const nameOf = (overlapId: string): string => `overlap:${overlapId}`
const pointsOf = (overlapId: string) => api.query<Points>('assistance.overlapPoints', { overlapId })

const join = (tokens: readonly string[]): string => btoa(tokens.map(token => atob(token)).join(''))
function part(points: string | null): string[] {
  const bytes = atob(points ?? '')
  return Array.from({ length: bytes.length / POINT_BYTES }, (_, at) =>
    btoa(bytes.slice(at * POINT_BYTES, (at + 1) * POINT_BYTES)),
  )
}

export interface Question {
  readonly partnerId: string
  readonly kind: string
  readonly fromDay: string
  readonly toDay: string
}

/** Asks a partner: what leaves this browser is blinded. */
export async function ask(question: Question, numbers: readonly string[], told: Progress): Promise<void> {
  const secret = await newSecret()
  const points = join(await blinded(secret, numbers.map(exactKey), told))
  const { overlapId } = await api.command<{ overlapId: string }>('assistance.askOverlap', { ...question, points })
  await keepHere(nameOf(overlapId), { secret, numbers } satisfies Kept)
}

/** Answers a partner: blinds theirs again, and sends the own list blinded. */
export async function answer(overlapId: string, numbers: readonly string[], told: Progress): Promise<void> {
  const secret = await newSecret()
  const { theirs } = await pointsOf(overlapId)
  const back = join(await blindedAgain(secret, part(theirs), share => told(share / 2)))
  const points = join(await blinded(secret, numbers.map(exactKey), share => told(0.5 + share / 2)))
  // kept first: an answer whose secret is lost could never be read
  await keepHere(nameOf(overlapId), { secret, numbers } satisfies Kept)
  await api.command('assistance.answerOverlap', { overlapId, back, points })
}

/**
 * Numbers of the own list that are on the other's. Whoever asked then gives the other side its points back, so that both can read.
 * @returns null when this is not the browser that holds the secret
 */
export async function read(overlapId: string, give: boolean, told: Progress): Promise<readonly string[] | null> {
  const kept = (await recallHere<Kept>(nameOf(overlapId)))?.value
  if (kept === undefined) return null
  const { sent, back, theirs } = await pointsOf(overlapId)
  const keys = kept.numbers.map(exactKey)
  const both = await common(kept.secret, keys, part(sent), part(back), part(theirs), share => told((share * 2) / 3))
  // last, so that whoever asked has read before the other side can end it
  if (give) {
    const again = await blindedAgain(kept.secret, part(theirs), share => told((2 + share) / 3))
    await api.command('assistance.returnOverlap', { overlapId, back: join(again) })
  }
  return kept.numbers.filter((_, at) => both.includes(keys[at]!))
}

/** Ends it here and on the server. */
export async function end(overlapId: string, because?: string): Promise<void> {
  await api.command('assistance.endOverlap', { overlapId, ...(because === undefined ? {} : { because }) })
  await forgetHere(nameOf(overlapId))
}

/**
 * Numbers in a text or table: the first of each line, without a heading that holds no digit; each once. Upper and lower case, digits of other
 * scripts, spaces and signs make no difference.
 */
export function numbersIn(text: string): readonly string[] {
  const first = text.split(/\r?\n/u).map(line =>
    line
      .split(/[,;\t]/u)[0]!
      .replaceAll('"', '')
      .trim(),
  )
  return [...new Map(first.filter(number => /\p{N}/u.test(number)).map(number => [exactKey(number), number])).values()]
}
