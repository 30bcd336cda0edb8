import type { Language } from '@nansen/kernel'
import { send } from '@nansen/ui'

/** One's own account, as the server tells it. */
export interface OwnAccount {
  readonly installation: 'demo' | 'real'
  readonly language: string
  readonly signIn: {
    readonly email: string
    readonly passwordSince: string | null
    readonly passkeys: readonly { readonly id: string; readonly name: string | null; readonly since: string | null }[]
    readonly authenticator: boolean
    readonly recoveryCodesLeft: number
  }
  readonly sessions: readonly OwnSession[]
}
export interface OwnSession {
  readonly id: string
  readonly device: string | null
  readonly since: string
  readonly lastUsed: string
  readonly alive: boolean
  /** The one that asks. */
  readonly here: boolean
}
export interface Notice {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly about: Readonly<Record<string, string | number>>
  readonly seenAt: string | null
}
interface Codes {
  readonly recoveryCodes: readonly string[]
}

const get = <T>(path: string) => send<T>(`/api/account${path}`, { method: 'GET' })
const post = <T = object>(path: string, body: Readonly<Record<string, unknown>> = {}) =>
  send<T>(`/api/account${path}`, { method: 'POST', body, again: [] })

/** Each throws `Refusal`; what asks for a second factor is asked again when it was given. */
export const account = {
  read: () => get<OwnAccount>(''),
  notices: async () => (await get<{ readonly rows: readonly Notice[] }>('/notices')).rows,
  seen: (ids: readonly string[]) => post('/notices/seen', { ids }),
  endSession: (id: string) => post('/sessions/end', { id }),
  setLanguage: (language: Language) => post('/language', { language }),
  changePassword: (current: string, password: string) => post('/password', { current, password }),
  removePasskey: (id: string) => post('/passkeys/remove', { id }),
  beginAuthenticator: async () => (await post<{ readonly totpUri: string }>('/authenticator')).totpUri,
  finishAuthenticator: async (code: string) => (await post<Codes>('/authenticator/confirm', { code })).recoveryCodes,
  renewRecoveryCodes: async () => (await post<Codes>('/recovery-codes')).recoveryCodes,
}
