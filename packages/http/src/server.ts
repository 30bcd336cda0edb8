import fastifySwagger from '@fastify/swagger'
import type { Auth } from '@nansen/auth'
import { Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { type ServerModule, type Store, tellOf } from '@nansen/store'
import fastify, { type FastifyInstance } from 'fastify'
import { accountRoutes } from './accountRoutes.ts'
import { attachmentRoutes } from './attachmentRoutes.ts'
import { commandRoutes, queryRoutes } from './commandRoutes.ts'
import { endConnections } from './endConnections.ts'
import { answerErrors, errorSchema, nothingHere, sendRefusal } from './errors.ts'
import { keepGate } from './gate.ts'
import { historyRoutes } from './historyRoute.ts'
import { liveRoute } from './liveRoute.ts'
import { type Demo, loginRoutes } from './loginRoutes.ts'
import { measureRoutes } from './measureRoutes.ts'
import { nameRoutes } from './nameRoutes.ts'
import { LISTED_AN_HOUR, OPENINGS_AN_HOUR, openings } from './openings.ts'
import { type Papers, paperRoutes } from './paperRoutes.ts'
import { type HttpConfig, type Log, refuseOpenNetwork } from './place.ts'
import { keepInputPlain } from './plainInput.ts'
import { platformRoutes } from './platformRoutes.ts'
import { recordRoutes } from './recordRoutes.ts'
import { searchRoutes } from './searchRoute.ts'
import { securityHeaders } from './securityHeaders.ts'
import { shareSchemas } from './shareSchemas.ts'
import { lazyValidators } from './validators.ts'
import { serveWeb } from './web.ts'

export interface ServerParts {
  readonly store: Store
  readonly auth: Auth
  readonly modules: readonly Module[]
  readonly servers: readonly ServerModule[]
  /** Folder of the built web application; null serves the interface alone. */
  readonly webRoot: string | null
  readonly config: HttpConfig
  readonly log: Log
  /** Prints papers that follow from definitions; null prints none. */
  readonly papers?: Papers | null
  /** Invented people to show on the sign-in page; ignored unless the installation is a demo. */
  readonly demo?: Demo | null
  /** True compiles the schema of every route at once and so tells a wrong one; else each is compiled when somebody first asks. */
  readonly checkSchemas?: boolean
}

/** Bytes of an ordinary request; single routes say when they take more. */
const BODY_LIMIT = 1024 * 1024

/**
 * Who sends a letter a minute does not hold a connection for ever: the headers come within this, the whole request (24 MB over 700 kbit/s)
 * within that, and nobody is silent for longer than the longest answer takes (a paper: one minute). Milliseconds.
 */
const CONNECTIONS = { headersTimeout: 20_000, connectionsCheckingInterval: 5_000 } as const
const REQUEST_WITHIN = 300_000
const SILENCE = 120_000

/** All routes of all modules, ready to listen. Close it before the store. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log, modules, store, auth } = parts
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    trustProxy: config.trustProxy === undefined ? false : [...config.trustProxy],
    genReqId: () => crypto.randomUUID(),
    // An address that cannot be read comes past every hook.
    frameworkErrors: (_, __, reply) => {
      sendRefusal(
        reply.headers(securityHeaders(config, null)),
        new Refusal('invalid', 'the request is not well formed'),
      )
    },
    routerOptions: { maxParamLength: 200 },
    schemaController: { bucket: oneBucket },
    forceCloseConnections: 'idle',
    http: CONNECTIONS,
    requestTimeout: REQUEST_WITHIN,
    connectionTimeout: SILENCE,
    ...(config.tls === undefined ? {} : { https: { ...config.tls, minVersion: 'TLSv1.2' as const, ...CONNECTIONS } }),
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(lazyValidators(() => app.getSchemas(), parts.checkSchemas === true))
  app.setSerializerCompiler(() => data => JSON.stringify(data)) // schemas describe answers; what goes out was chosen by the database
  endConnections(app)
  answerErrors(app, log)
  speakPlainly(app, parts)
  keepGate(app, { store, auth, config })
  keepInputPlain(app)
  await describe(app)
  const web = parts.webRoot === null ? null : await serveWeb(app, parts.webRoot, config)
  app.setNotFoundHandler((request, reply) =>
    web !== null && request.method === 'GET' && !request.url.startsWith('/api/')
      ? web(request, reply)
      : sendRefusal(reply, nothingHere()),
  )
  loginRoutes(app, { store, auth, config, demo: parts.demo ?? null })
  accountRoutes(app, { store, auth, config })
  platformRoutes(app, parts)
  nameRoutes(app, parts)
  liveRoute(app, parts)
  attachmentRoutes(app, parts)
  const sharing = { share: auth.shareShown, now: config.now ?? (() => new Date()) }
  const opened = openings({ kind: 'opened', limits: OPENINGS_AN_HOUR, ...sharing })
  const listed = openings({ kind: 'listed', limits: LISTED_AN_HOUR, ...sharing })
  app.addHook('onClose', async () => {
    await opened.flush()
    await listed.flush()
  })
  for (const module of modules) {
    recordRoutes(app, { store, config, module, openings: opened, listed })
    historyRoutes(app, { store, module, openings: opened })
    if (parts.papers) paperRoutes(app, { store, config, module, modules, papers: parts.papers, openings: opened })
    measureRoutes(app, { store, module })
    searchRoutes(app, { store, config, module, modules, listed })
  }
  actRoutes(app, parts, { openings: opened, listed })
  app.addHook('onListen', async () => {
    for (const at of app.addresses()) refuseOpenNetwork(typeof at === 'string' ? at : at.address, config)
  })
  await app.ready()
  return app
}

/** Fastify asks for all shared schemas once a route and copies them each time; here they are handed out as they are. */
function oneBucket() {
  const schemas: Record<string, unknown> = {}
  return {
    add: (schema: Readonly<Record<string, unknown>>) => {
      schemas[String(schema.$id)] = schema
      return undefined as never
    },
    getSchema: (id: string) => schemas[id],
    getSchemas: () => schemas,
  }
}

/** Commands and queries of all modules, which from here on also hear of what happens in one another. */
function actRoutes(
  app: FastifyInstance,
  { store, config, servers }: ServerParts,
  counting: Readonly<Record<'openings' | 'listed', ReturnType<typeof openings>>>,
): void {
  tellOf(store, servers)
  for (const { commands, queries } of servers) {
    commandRoutes(app, { store, config, ...counting }, commands)
    queryRoutes(app, { store, config, ...counting }, queries)
  }
}

/** Security headers on every answer, and one line in the log about each: what was asked for by its pattern, never by its content. */
function speakPlainly(app: FastifyInstance, { config, log }: ServerParts): void {
  const headers = securityHeaders(config, null)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'x-request-id': request.id })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    )
  })
}

async function describe(app: FastifyInstance): Promise<void> {
  app.addSchema(errorSchema)
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nansen',
        version: '0.1.0',
        description:
          'Every route refuses with the schema `error`. Every request but GET carries the header `x-nansen: 1`.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-nansen' } } },
    },
    transformObject: said =>
      ('openapiObject' in said ? shareSchemas(said.openapiObject as never) : said.swaggerObject) as never,
    refResolver: { buildLocalReference: (json, _, __, i) => (typeof json.$id === 'string' ? json.$id : `part-${i}`) },
  })
}
