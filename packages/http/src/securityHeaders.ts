import { type HttpConfig, isOverTls } from './place.ts'

/**
 * Where a device service of scanners may answer on the officer's own machine: the first ten of the hundred ports that MOSIP's Secure Biometric
 * Interface allows. Each is named, so that a page of ours can speak to no other program of the machine.
 */
const SCANNER_PORTS = [4501, 4502, 4503, 4504, 4505, 4506, 4507, 4508, 4509, 4510]

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
  return { ...ALWAYS, ...hsts, 'content-security-policy': contentPolicy(nonce) }
}

function contentPolicy(nonce: string | null): string {
  const scanners = SCANNER_PORTS.map(port => `http://127.0.0.1:${port}`).join(' ')
  const directives = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'media-src': "'self' blob:",
    'connect-src': `'self' ${scanners}`,
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
