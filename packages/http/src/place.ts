import type { Logger } from 'pino'

/** Where and how the server stands. */
export interface HttpConfig {
  /** What browsers see: `http://localhost:3000`, `https://nansen.example.org`. Requests from another origin change nothing. */
  readonly origin: string
  /** Certificate and key, PEM. Without them only this machine is served. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Addresses of reverse proxies whose word about the client's address is taken. Default: none. */
  readonly trustProxy?: readonly string[]
  /** Injected clock, of limits. */
  readonly now?: () => Date
  /** Milliseconds between two signs of life of a live stream. Default: see liveRoute. */
  readonly beat?: number
}

/** Whether browsers reach us over TLS: ours, or that of a proxy in front. */
export const isOverTls = (config: HttpConfig): boolean => config.origin.startsWith('https://')

/** 127.0.0.0/8, ::1 and the name that means them. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** @throws Error for another interface than loopback without TLS: sessions and people's data would cross the network in the open. */
export function refuseOpenNetwork(host: string, config: HttpConfig): void {
  if (config.tls === undefined && !isLoopback(host)) {
    throw new Error(`without a certificate only this machine is served: ${host} needs tls`)
  }
}

export type Log = Logger
