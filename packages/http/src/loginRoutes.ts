import type { Auth, Enrolled, From, HalfWay, SignedIn } from '@nansen/auth'
import { asSession, type JsonSchema, needStepUp, type Store } from '@nansen/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clearCookie, readCookie, setCookie, ticketOf } from './cookies.ts'
import { deviceName } from './deviceName.ts'
import { callerOf } from './gate.ts'
import type { HttpConfig } from './place.ts'
import { described } from './routeSchema.ts'

/** Invented people and the one password they share; served by a demo installation and by no other. */
export interface Demo {
  readonly password: string
  readonly people: readonly {
    readonly email: string
    readonly name: string
    readonly role: string
    readonly office: string
  }[]
}

interface LoginParts {
  readonly store: Store
  readonly auth: Auth
  readonly config: HttpConfig
  readonly demo: Demo | null
}

const text = (maxLength: number): JsonSchema => ({ type: 'string', minLength: 1, maxLength })
const body = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
  additionalProperties: false,
})
const CODE = text(40)
const PURPOSE = text(64)
/** An answer of WebAuthn: the library reads it itself. */
const CEREMONY: JsonSchema = { type: 'object', additionalProperties: true }
const STEP: JsonSchema = {
  type: 'object',
  properties: {
    next: { type: 'string', enum: ['done', 'second-factor', 'enrol', 'sign-in'] },
    endedElsewhere: { type: 'boolean', description: 'a session at another desk was ended' },
    totpUri: { type: 'string' },
    recoveryCodes: { type: 'array', items: { type: 'string' } },
  },
  required: ['next'],
  additionalProperties: false,
}
const OPTIONS = body({ options: CEREMONY })
const NOTHING: JsonSchema = { type: 'object', additionalProperties: false }

/** Who asks, as far as the audit wants to know. */
const from = (request: FastifyRequest): From => ({
  ip: request.ip,
  device: deviceName(request.headers['user-agent'] ?? ''),
})

/** `/api/login/…`: the only doors that open from outside. */
export function loginRoutes(app: FastifyInstance, parts: LoginParts): void {
  signInRoutes(app, parts)
  passkeyRoutes(app, parts)
  enrolmentRoutes(app, parts)
  sessionRoutes(app, parts)
}

type Step = SignedIn | HalfWay | Enrolled

function answerStep(reply: FastifyReply, config: HttpConfig, step: Step) {
  if (step.next === 'second-factor') {
    setCookie(reply, 'ticket', step.ticket, config)
    return { next: step.next }
  }
  clearCookie(reply, 'ticket', config)
  if (step.next === 'sign-in') return step
  setCookie(reply, 'session', step.token, config)
  return { next: step.next, endedElsewhere: step.endedElsewhere }
}

function signInRoutes(app: FastifyInstance, { auth, config, demo }: LoginParts): void {
  app.get(
    '/api/login',
    described('sign-in', 'What kind of installation this is; a demo also names its invented people', {
      answer: LOGIN_PAGE,
    }),
    async () => ({ installation: auth.kind, demo: auth.kind === 'demo' ? demo : null }),
  )
  app.post(
    '/api/login/password',
    described('sign-in', 'The first factor', {
      body: body({ email: text(254), password: text(256), purpose: PURPOSE }, ['purpose']),
      answer: STEP,
    }),
    async (request, reply) =>
      answerStep(reply, config, await auth.password(request.body as Parameters<Auth['password']>[0], from(request))),
  )
  for (const means of ['totp', 'recovery'] as const) {
    app.post(
      `/api/login/${means}`,
      described('sign-in', means === 'totp' ? 'The digits of the authenticator' : 'A recovery code, good once', {
        body: body({ code: CODE }),
        answer: STEP,
      }),
      async (request, reply) => {
        const { code } = request.body as { code: string }
        const answer = { ticket: ticketOf(request, config), code, means }
        return answerStep(reply, config, await auth.secondFactor(answer, from(request)))
      },
    )
  }
}

const LOGIN_PAGE = body({
  installation: { type: 'string', enum: ['demo', 'real'] },
  demo: {
    anyOf: [
      {
        type: 'object',
        properties: { password: { type: 'string' }, people: { type: 'array', items: { type: 'object' } } },
      },
      { type: 'null' },
    ],
  },
})

function passkeyRoutes(app: FastifyInstance, { store, auth, config }: LoginParts): void {
  app.post(
    '/api/login/passkey/options',
    described('sign-in', 'Begins a sign-in or a step-up by passkey', { answer: OPTIONS }),
    async (_, reply) => {
      const { options, ticket } = await auth.passkey.begin()
      setCookie(reply, 'ticket', ticket, config)
      return { options }
    },
  )
  app.post(
    '/api/login/passkey',
    described('sign-in', 'Signs in by passkey', {
      body: body({ response: CEREMONY, purpose: PURPOSE }, ['purpose']),
      answer: STEP,
    }),
    async (request, reply) => {
      const answer = request.body as { response: Record<string, unknown>; purpose?: string }
      const step = await auth.passkey.finish({ ...answer, ticket: ticketOf(request, config) }, from(request))
      return answerStep(reply, config, step)
    },
  )
  app.post(
    '/api/login/passkey/add/options',
    described('signed-in', 'Begins adding a passkey to one’s own account; asks for a fresh second factor', {
      answer: OPTIONS,
    }),
    async request => {
      const { token } = callerOf(request)
      const within = config.now === undefined ? {} : { now: config.now }
      await asSession(store, token, within, async (_, asking) => needStepUp(asking))
      return { options: await auth.passkey.beginAdding(token) }
    },
  )
  app.post(
    '/api/login/passkey/add',
    described('signed-in', 'Adds the passkey', { body: body({ response: CEREMONY, name: text(80) }), answer: NOTHING }),
    async request => {
      const answer = request.body as { response: Record<string, unknown>; name: string }
      await auth.passkey.finishAdding(callerOf(request).token, answer, from(request))
      return {}
    },
  )
}

function enrolmentRoutes(app: FastifyInstance, { auth, config }: LoginParts): void {
  app.post(
    '/api/login/setup',
    described(
      'sign-in',
      'Sets an account up with a one-time code from paper; the first administrator also names themselves',
      {
        body: body({ code: CODE, password: text(256), name: text(200), email: text(254) }, ['name', 'email']),
        answer: STEP,
      },
    ),
    async (request, reply) => {
      const { code, password, name, email } = request.body as Record<string, string>
      const person = name === undefined || email === undefined ? {} : { person: { name, email } }
      const { ticket, ...offered } = await auth.enrolment.begin(
        { code: code!, password: password!, ...person },
        from(request),
      )
      setCookie(reply, 'ticket', ticket, config)
      return offered
    },
  )
  app.post(
    '/api/login/setup/confirm',
    described('sign-in', 'The first digits of the authenticator complete the account', {
      body: body({ code: CODE }),
      answer: STEP,
    }),
    async (request, reply) => {
      const { code } = request.body as { code: string }
      const answer = { ticket: ticketOf(request, config), code }
      return answerStep(reply, config, await auth.enrolment.finish(answer, from(request)))
    },
  )
}

function sessionRoutes(app: FastifyInstance, { auth, config }: LoginParts): void {
  app.post(
    '/api/login/step-up',
    described('signed-in', 'A fresh second factor, good for five minutes', {
      body: { anyOf: [body({ code: CODE }), body({ password: text(256) })], type: 'object' },
      answer: NOTHING,
    }),
    async request => {
      await auth.stepUp(callerOf(request).token, request.body as { code: string }, from(request))
      return {}
    },
  )
  app.post(
    '/api/login/step-up/passkey',
    described('signed-in', 'A fresh second factor by passkey', { body: body({ response: CEREMONY }), answer: NOTHING }),
    async (request, reply) => {
      const { response } = request.body as { response: Record<string, unknown> }
      const answer = { ticket: ticketOf(request, config), response }
      await auth.passkey.stepUp(callerOf(request).token, answer, from(request))
      clearCookie(reply, 'ticket', config)
      return {}
    },
  )
  for (const [path, what, why] of [
    ['logout', 'Ends the session', 'signed-out'],
    ['lock', 'Ends the session of a desk that its holder left', 'locked'],
  ] as const) {
    app.post(`/api/login/${path}`, described('open', what, { answer: NOTHING }), async (request, reply) => {
      const token = readCookie(request, 'session', config)
      if (token !== null) await auth.signOut(token, why)
      clearCookie(reply, 'session', config)
      return {}
    })
  }
}
