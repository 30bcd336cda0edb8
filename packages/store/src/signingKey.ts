import type { KeyObject } from 'node:crypto'
import type { Asking } from './command.ts'
import { storeOf } from './storeOf.ts'

/**
 * The server's Ed25519 key, for papers it vouches for. What is signed must begin with words of its own kind, so that a signature of one
 * thing is never one of another: see `signCard` of @nansen/documents. @throws Error when the process has no key file.
 */
export function signingKey(asking: Asking): KeyObject {
  const { keys } = storeOf(asking)
  if (keys === null) throw new Error('this process has no key file: it cannot sign')
  return keys.checkpoint
}
