import { loadKernels } from '../src/index.ts'
import { type Compared, compare, type Kind, type Looked, lookAt, refusalOf, type Source } from './look.ts'

export type Ask =
  | { readonly id: number; readonly kind: Kind; readonly source: Source; readonly dpi: number }
  | { readonly id: number; readonly kind: Kind; readonly stored: readonly [Uint8Array, Uint8Array] }
export type Reply = { readonly id: number } & (
  | { readonly looked: Looked }
  | { readonly compared: Compared }
  /** A refusal's code, or `fault`. */
  | { readonly refused: string }
)

const ready = loadKernels()
const scope = self as unknown as Worker

scope.onmessage = async ({ data }: MessageEvent<Ask>) => {
  await ready
  scope.postMessage(answer(data))
}

function answer(ask: Ask): Reply {
  try {
    if ('source' in ask) return { id: ask.id, looked: lookAt(ask.kind, ask.source, ask.dpi) }
    return { id: ask.id, compared: compare(ask.kind, ...ask.stored) }
  } catch (error) {
    return { id: ask.id, refused: refusalOf(error) ?? 'fault' }
  }
}
