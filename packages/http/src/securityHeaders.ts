import { type HttpConfig, isOverTls } from './place.ts'

/** Port on which the capture bridge of an officer's machine listens, unless configured. */
export const BRIDGE_PORT = 42137

/** Nobody else's page frames, reads or opens ours; camera for photos only; no page of ours reports to anybody. */
const ALWAYS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'camera=(self), usb=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self), ' +
    'geolocation=(), microphone=(), payment=(), serial=(), midi=(), display-capture=(), browsing-topics=()',
} as const

/**
 * @param nonce of this very response, for the style elements that the page makes: see `__CSP_NONCE__` in index.html.
 */
export function securityHeaders(config: HttpConfig, nonce: string | null): Readonly<Record<string, string>> {
  const hsts = isOverTls(config) ? { 'strict-transport-security': 'max-age=31536000' } : {}
  return { ...ALWAYS, ...hsts, 'content-security-policy': contentPolicy(config, nonce) }
}

function contentPolicy(config: HttpConfig, nonce: string | null): string {
  const bridge = `127.0.0.1:${config.bridgePort ?? BRIDGE_PORT}`
  const directives = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'media-src': "'self' blob:",
    'connect-src': `'self' http://${bridge} ws://${bridge}`,
    'worker-src': "'self' blob:",
    'frame-src': "'self' blob:",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
