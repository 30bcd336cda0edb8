import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { HttpConfig } from './place.ts'
import { securityHeaders } from './securityHeaders.ts'

/** Stands in index.html where the nonce of the response goes. */
const PLACEHOLDER = '__CSP_NONCE__'

/** Serves the built web application. Returns what answers an address that only the application knows. */
export async function serveWeb(
  app: FastifyInstance,
  webRoot: string,
  config: HttpConfig,
): Promise<(reply: FastifyReply) => FastifyReply> {
  const page = readPage(webRoot)
  await app.register(fastifyStatic, {
    root: webRoot,
    index: false,
    wildcard: false,
    globIgnore: ['**/index.html'],
    schemaHide: true,
    cacheControl: false,
    setHeaders: (response, path) => response.header('cache-control', cacheOf(path)),
  })
  return reply => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .headers({ ...securityHeaders(config, nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page().replaceAll(PLACEHOLDER, nonce))
  }
}

/** File names in `assets/` carry a hash of their content. */
const cacheOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'

function readPage(webRoot: string): () => string {
  const path = join(webRoot, 'index.html')
  if (!existsSync(path)) throw new Error(`no web application in ${webRoot}: run the build`)
  const page = readFileSync(path, 'utf8')
  return () => page
}
