/** Builds the page that compares two images, and shows it on this machine. It is nothing but files: any web server can show it. */
import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { build } from 'vite'
import { ENGINE } from './compiledEngine.ts'
import { ROOT } from './gen/findModules.ts'
import { buildKernels } from './kernels.ts'

const PORT = 4173

/** @param out the folder, made anew */
export const buildComparePage = (out: string): Promise<void> => buildPage('page', out)

/** Builds the page of a folder of the engine's. */
export async function buildPage(folder: string, out: string): Promise<void> {
  await buildKernels()
  await build({
    configFile: false,
    root: join(ENGINE, folder),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2023',
      // The content security policy allows nothing inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  })
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Nothing may be fetched, framed or sent: what the visitor chose cannot leave. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
}

/** Shows a folder to this machine alone. @param port 0 for any */
export function showFolder(
  folder: string,
  port: number,
): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost')
    answer(response, join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', () =>
      resolve({ origin: `http://localhost:${(server.address() as AddressInfo).port}`, server }),
    )
  })
}

function answer(response: ServerResponse, file: string): void {
  const type = TYPES[extname(file)]
  if (type === undefined || !existsSync(file) || !statSync(file).isFile())
    return void response.writeHead(404, HEADERS).end()
  response.writeHead(200, { ...HEADERS, 'content-type': type })
  createReadStream(file).pipe(response)
}

if (import.meta.main) {
  const out = join(ROOT, 'node_modules', '.cache', 'nansen', 'compare')
  await buildComparePage(out)
  const { origin } = await showFolder(out, Number(process.env.PORT ?? PORT))
  console.log(`${origin} compares two images; its files are in ${out}. End it with Ctrl and C.`)
}
