import { newId, Refusal } from '@nansen/kernel'
import { atWork } from './atWork.ts'
import { refusalOf } from './send.ts'

/** A stored file, as the server answers. `id` is the value of an attachment field. */
export interface Uploaded {
  readonly id: string
}

/**
 * Sends a file, telling how much has left (0 to 1). `XMLHttpRequest` because `fetch` does not say.
 * @throws Refusal `too-large`, `unreadable-image`, `unavailable`…
 */
export function upload(
  file: Blob,
  name: string,
  onProgress: (part: number) => void,
  use: 'document' | 'recording' = 'document',
): Promise<Uploaded> {
  return atWork(() => sent(file, name, onProgress, use))
}

function sent(file: Blob, name: string, onProgress: (part: number) => void, use: string): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/attachments?name=${encodeURIComponent(name)}&use=${use}&commandId=${newId<'command'>()}`)
    request.setRequestHeader('x-nansen', '1')
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = event => onProgress(event.lengthComputable ? event.loaded / event.total : 0)
    request.onerror = () => reject(new Refusal('unavailable', 'no connection to the server', { offline: true }))
    request.onload = async () => {
      const response = new Response(request.responseText, { status: request.status })
      if (response.ok) resolve(await response.json())
      else reject(await refusalOf(response))
    }
    request.send(file)
  })
}

/** Where a stored file is read from; reading it is audited. */
export const attachmentAddress = (id: string): string => `/api/attachments/${encodeURIComponent(id)}`
