#!/usr/bin/env node
// Runs on any Node from 20 on: the program itself needs the Node 26 that npm installed beside it, and is started with that.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = 26
const main = new URL('./src/main.ts', import.meta.url)

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  // Half of a start is reading TypeScript: what was read once is kept beside the packages, for threads too, where one may write there.
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/nansen/code', import.meta.url))
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  const { main: run } = await import(main.href)
  await run(process.argv.slice(2))
  process.exit() // a thread that is still reading is not waited for: everything that matters has ended in order
} else {
  const bin = process.platform === 'win32' ? 'node.exe' : 'node'
  const newer = fileURLToPath(new URL(`../../node_modules/.bin/${bin}`, import.meta.url))
  if (!existsSync(newer)) {
    console.error(`Nansen needs Node ${NEEDED}; this is ${process.version} and none came with npm: run "npm ci" again.`)
    process.exit(1)
  }
  const child = spawn(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C in a terminal reaches both of us; the child takes two at once for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
