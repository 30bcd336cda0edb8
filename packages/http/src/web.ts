import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nothingHere, sendRefusal } from './errors.ts'
import type { HttpConfig } from './place.ts'
import { securityHeaders } from './securityHeaders.ts'

/** Stands in index.html where the nonce of the response goes. */
const PLACEHOLDER = '__CSP_NONCE__'

/** Serves the built web application. Returns what answers an address that only the application knows. */
export async function serveWeb(
  app: FastifyInstance,
  webRoot: string,
  config: HttpConfig,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>> {
  const index = join(webRoot, 'index.html')
  if (!existsSync(index)) throw new Error(`no web application in ${webRoot}: run the build`)
  await app.register(fastifyStatic, {
    root: webRoot,
    index: false,
    allowedPath: path => path !== '/index.html' && !path.endsWith('/'),
    schemaHide: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cacheOf(path)),
  })
  return async (request, reply) => {
    if (request.url.startsWith('/assets/')) return sendRefusal(reply, nothingHere()) // of an older build
    const nonce = randomBytes(16).toString('base64')
    const page = await readFile(index, 'utf8')
    return reply
      .headers({ ...securityHeaders(config, nonce), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(PLACEHOLDER, nonce))
  }
}

/** File names in `assets/` carry a hash of their content. */
const cacheOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'
