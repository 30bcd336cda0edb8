import type { Module, Session } from '@nansen/model'
import { send, setOwnWords } from '@nansen/ui'

/** What the sign-in page needs to know before anybody has said who they are. */
export interface LoginState {
  readonly installation: 'demo' | 'real'
  /** Invented colleagues and the one password they share; null in a real installation. */
  readonly demo: { readonly password: string; readonly people: readonly DemoAccount[] } | null
}
export interface DemoAccount {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly office: string
}
/** The person, and what kind of installation they are in. */
export type Me = Session & {
  readonly installation: 'demo' | 'real'
  /** Quiet minutes after which the session is locked. */
  readonly idleMinutes: number
}
export interface Step {
  readonly next: 'done' | 'second-factor' | 'sign-in'
  /** The session at another desk was ended by this one. */
  readonly endedElsewhere?: boolean
}
export interface ToEnrol {
  readonly next: 'enrol'
  readonly totpUri: string
  readonly recoveryCodes: readonly string[]
}
type Json = Readonly<Record<string, unknown>>

const post = <T>(path: string, body: Json = {}) =>
  send<T>(`/api/login/${path}`, { method: 'POST', body, plain: true, again: [] })

/** The steps of signing in. Each throws `Refusal`. The half-way ticket and the session live in cookies that scripts cannot read. */
export const login = {
  state: () => send<LoginState>('/api/login', { method: 'GET', plain: true }),
  password: (email: string, password: string, purpose: string | null) =>
    post<Step>('password', { email, password, ...said({ purpose }) }),
  secondFactor: (code: string, means: 'totp' | 'recovery') => post<Step>(means, { code }),
  passkeyOptions: async () => (await post<{ readonly options: Json }>('passkey/options')).options,
  passkey: (response: Json, purpose: string | null) => post<Step>('passkey', { response, ...said({ purpose }) }),
  setUp: (code: string, password: string, person: { readonly name: string; readonly email: string } | null) =>
    post<ToEnrol>('setup', { code, password, ...person }),
  confirmSetUp: (code: string) => post<Step>('setup/confirm', { code }),
  signOut: () => post<Json>('logout'),
  /** The same at the server, and another word in the audit. */
  lock: () => post<Json>('lock'),
  stepUp: (answer: { readonly code: string } | { readonly password: string }) => post<Json>('step-up', answer),
  stepUpByPasskey: (response: Json) => post<Json>('step-up/passkey', { response }),
  addPasskeyOptions: async () =>
    (await send<{ readonly options: Json }>('/api/login/passkey/add/options', { method: 'POST', body: {} })).options,
  addPasskey: (response: Json, name: string) => post<Json>('passkey/add', { response, name }),
}

const said = (answers: Readonly<Record<string, string | null>>): Json =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null))

export const whoAmI = () => send<Me>('/api/me', { method: 'GET', plain: true })
/** The definitions; what the operation calls its own questions is among the labels from then on. */
export const whatExists = async (): Promise<readonly Module[]> => {
  const { modules, words } = await send<Existing>('/api/modules', { method: 'GET', plain: true })
  setOwnWords(words)
  return modules
}
interface Existing {
  readonly modules: readonly Module[]
  readonly words: Parameters<typeof setOwnWords>[0]
}
