import { parentPort, workerData } from 'node:worker_threads'
import { GalleryPart, loadKernels } from '@nansen/biometrics'
import type { FromThread, ToThread } from './galleryThread.ts'

/** A thread that holds some of the people and answers for them. It has no login, no key and no file: templates come to it opened. */
await loadKernels()
const part = new GalleryPart(undefined, workerData as number)

parentPort!.on('message', (message: ToThread) => {
  if ('add' in message) part.add(...message.add)
  else if ('remove' in message) part.remove(message.remove)
  else parentPort!.postMessage({ id: message.id, answer: part.answer(message.question) } satisfies FromThread)
})
