import type { Plugin } from 'vite'

const NOTHING = '\0nothing-of-node'

/**
 * The JPEG 2000 decoder asks for Node's files where it runs in Node alone. In a browser they are nothing: said here, so that whoever builds
 * the pages reads no warning about it.
 */
export const noNodeFiles = (): Plugin => ({
  name: 'nansen-no-node-files',
  enforce: 'pre',
  resolveId: (id, importer) =>
    (id === 'fs' || id === 'path') && importer?.includes('codec-openjpeg') ? NOTHING : null,
  load: id => (id === NOTHING ? 'export default {}' : null),
})
