import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { labels } from './labelsPlugin.ts'
import { noNodeFiles } from './noNodeFiles.ts'

const ROOT = join(import.meta.dirname, '..', '..')

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), labels(ROOT), noNodeFiles()],
  /** Kernels come as base64 inside their module; the worker is one file of our own origin. */
  worker: { format: 'es', plugins: () => [noNodeFiles()] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no inline script or font; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // A page far from the server waits for every file: what four screens share comes in one, 30 files for a registration instead of 66.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 4, includeDependenciesRecursively: false }] },
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/api': process.env.NANSEN_API ?? 'http://localhost:3000' } },
})
