import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Asking } from './command.ts'
import { type Keys, paperVerifiers } from './keyFile.ts'
import { storeOf } from './storeOf.ts'

/**
 * The server's Ed25519 key for papers it vouches for. What is signed must begin with words of its own kind, so that a signature of one
 * thing is never one of another: see `signCard` of @nansen/documents. @throws Error when the process has no key file.
 */
export const paperKey = (asking: Asking): KeyObject => keysOf(asking).papers

/** Whoever checks a paper of this server needs one of these. */
export const paperKeys = (asking: Asking): readonly KeyObject[] => paperVerifiers(keysOf(asking))

/** Whoever checks a checkpoint of this server's audit needs this. */
export const checkpointKey = (asking: Asking): KeyObject => createPublicKey(keysOf(asking).checkpoint)

function keysOf(asking: Asking): Keys {
  const { keys } = storeOf(asking)
  if (keys === null) throw new Error('this process has no key file: it cannot sign')
  return keys
}
