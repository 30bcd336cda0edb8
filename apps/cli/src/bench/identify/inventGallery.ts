import { execFile } from 'node:child_process'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { EyeGallery, inventedRecords, loadKernels, RECORD_WORDS, writeSnapshot } from '@nansen/biometrics'

/** Fills a snapshot with so many invented people, in a process of its own: its memory is given back before the snapshot is loaded. */
export async function inventSnapshot(people: number, file: string): Promise<void> {
  await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), String(people), file])
}

function invent(people: number, file: string): void {
  const gallery = new EyeGallery()
  const eyes = inventedRecords('bench')
  const [left, right] = [new Uint32Array(RECORD_WORDS), new Uint32Array(RECORD_WORDS)]
  for (let i = 0; i < people; i++) gallery.putRecords(i, eyes.next(left), eyes.next(right))
  const out = openSync(`${file}.part`, 'w')
  writeSnapshot(gallery, String(people), bytes => {
    for (let at = 0; at < bytes.length; ) at += writeSync(out, bytes, at)
  })
  closeSync(out)
  renameSync(`${file}.part`, file)
}

if (import.meta.main) {
  const [people, file] = process.argv.slice(2)
  await loadKernels()
  invent(Number(people), file!)
}
