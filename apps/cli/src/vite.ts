import { fileURLToPath } from 'node:url'

const WEB = fileURLToPath(new URL('../../web/', import.meta.url))

/** Serves the pages from their sources and passes `/api` on to the server at `port`. For whoever works on the pages. */
export async function serveDev(port: number): Promise<{ readonly origin: string; readonly stop: () => Promise<void> }> {
  process.env.NANSEN_API = `http://localhost:${port}`
  const { createServer } = await import('vite')
  const vite = await createServer({ root: WEB, configFile: `${WEB}vite.config.ts`, logLevel: 'warn' })
  await vite.listen()
  const origin = vite.resolvedUrls?.local[0]?.replace(/\/$/, '')
  if (origin === undefined) throw new Error('vite does not say where it serves')
  return { origin, stop: () => vite.close() }
}
