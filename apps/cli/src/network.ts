import { readFileSync } from 'node:fs'
import { isLoopback } from '@nansen/http'
import { CannotGoOn } from './cannotGoOn.ts'

/** Where a real installation stands on the network. Empty: on this machine alone. */
export interface Network {
  /** Interface to listen on. Default: this machine's own. */
  readonly host?: string
  /** PEM. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** What browsers see. */
  readonly origin?: string
  /** Proxies whose word about a client's address is taken. */
  readonly trustProxy?: readonly string[]
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * From NANSEN_HOST, NANSEN_TLS_CERT, NANSEN_TLS_KEY, NANSEN_ORIGIN and NANSEN_TRUST_PROXY.
 * @throws CannotGoOn when a value cannot be meant, or would send people's data over a network in the open.
 */
export function readNetwork(environment: Environment): Network {
  const host = environment.NANSEN_HOST || undefined
  const tls = readTls(environment)
  const origin = readOrigin(environment.NANSEN_ORIGIN)
  const trustProxy = (environment.NANSEN_TRUST_PROXY ?? '').split(',').flatMap(each => each.trim() || [])
  if (host !== undefined && !isLoopback(host)) {
    if (tls === undefined)
      throw new CannotGoOn(`NANSEN_HOST=${host} needs a certificate: set NANSEN_TLS_CERT and NANSEN_TLS_KEY`)
    if (origin === undefined)
      throw new CannotGoOn(`NANSEN_HOST=${host} needs the address that browsers use: set NANSEN_ORIGIN`)
  }
  return {
    ...(host !== undefined && { host }),
    ...(tls !== undefined && { tls }),
    ...(origin !== undefined && { origin }),
    ...(trustProxy.length > 0 && { trustProxy }),
  }
}

function readTls({ NANSEN_TLS_CERT: cert, NANSEN_TLS_KEY: key }: Environment): Network['tls'] {
  if (!cert && !key) return undefined
  if (!cert || !key) throw new CannotGoOn('NANSEN_TLS_CERT and NANSEN_TLS_KEY are set together or not at all')
  return { cert: readPem('NANSEN_TLS_CERT', cert), key: readPem('NANSEN_TLS_KEY', key) }
}

function readPem(name: string, path: string): string {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new CannotGoOn(`${name} cannot be read: ${path}`)
  }
  if (!text.includes('-----BEGIN ')) throw new CannotGoOn(`${name} is not a PEM file: ${path}`)
  return text
}

/** Passkeys and cookies are bound to it, so that it is exactly an origin; over http only on this machine. */
function readOrigin(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || `${url.origin}/` !== url.href || !/^https?:$/.test(url.protocol))
    throw new CannotGoOn(`NANSEN_ORIGIN must be like https://nansen.example.org, not "${text}"`)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new CannotGoOn('NANSEN_ORIGIN must begin with https: passwords would cross the network in the open')
  return url.origin
}
