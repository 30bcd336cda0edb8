import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'

/** Of this machine's memory a database may take so much and still stay in it beside the programs. */
const FITS = 0.7

/**
 * Reads the files of a database once, so that they are in memory as after a day of work: after a start, the first look at a person waits for
 * the disk. @returns whether they fit; else nothing is read
 */
export async function warm(dataFolder: string): Promise<boolean> {
  const folder = join(dataFolder, 'data', 'base')
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(file => file.isFile())
    .map(file => join(file.parentPath, file.name))
  const sizes = await Promise.all(files.map(async file => (await stat(file)).size))
  if (sizes.reduce((sum, size) => sum + size, 0) > totalmem() * FITS) return false
  for (const file of files) await read(file)
  return true
}

const read = (file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })
      .on('data', () => undefined)
      .on('end', () => resolve())
      .on('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve() : reject(error)))
  })
