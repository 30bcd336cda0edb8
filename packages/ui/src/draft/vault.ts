/**
 * One small encrypted store in this browser (IndexedDB). The AES-256-GCM key is made here, cannot be taken out, and never leaves the
 * browser; what lies on the disk is unreadable in another profile or on another machine. It does not protect against somebody who sits
 * at the unlocked browser: that is what the lock screen is for.
 */
const NAME = 'nansen-drafts'
const IV_BYTES = 12

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly content: ArrayBuffer
  /** ms since 1970, readable without the key so that old drafts can be thrown away. */
  readonly at: number
}

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('key')
      request.result.createObjectStore('draft')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function inStore<T>(
  name: 'key' | 'draft',
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const store = (await open()).transaction(name, mode).objectStore(name)
  return new Promise((resolve, reject) => {
    const request = work(store)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function key(): Promise<CryptoKey> {
  const known = await inStore<CryptoKey | undefined>('key', 'readonly', store => store.get('key'))
  if (known !== undefined) return known
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  await inStore('key', 'readwrite', store => store.put(made, 'key'))
  return made
}

let last: Promise<unknown> = Promise.resolve()

/** One after another: a slow write that began before does not bring back what was forgotten since. */
function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const done = last.then(work)
  last = done.catch(() => undefined)
  return done
}

/** Keeps a value under a name. Whatever JSON can say. */
export const keep = (name: string, value: unknown): Promise<void> => inOrder(() => kept(name, value))

async function kept(name: string, value: unknown): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const content = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key(), plain)
  const sealed: Sealed = { iv, content, at: Date.now() }
  await inStore('draft', 'readwrite', store => store.put(sealed, name))
}

/** What was kept under a name, or null; also null when it cannot be read any more. */
export async function recall<T>(name: string): Promise<{ readonly value: T; readonly at: number } | null> {
  const sealed = await inStore<Sealed | undefined>('draft', 'readonly', store => store.get(name))
  if (sealed === undefined) return null
  const plain = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: sealed.iv }, await key(), sealed.content)
    .catch(() => null)
  return plain === null ? null : { value: JSON.parse(new TextDecoder().decode(plain)) as T, at: sealed.at }
}

export const forget = (name: string): Promise<void> => inOrder(() => forgotten(name))

async function forgotten(name: string): Promise<void> {
  await inStore('draft', 'readwrite', store => store.delete(name))
}

/** Days after which a draft that nobody came back to is thrown away: it is personal data on a laptop. */
const KEPT_DAYS = 7

/** Throws away drafts that are too old. */
export async function sweep(now: number = Date.now()): Promise<void> {
  const names = await inStore('draft', 'readonly', store => store.getAllKeys())
  for (const name of names) {
    const sealed = await inStore<Sealed | undefined>('draft', 'readonly', store => store.get(name))
    if (sealed !== undefined && now - sealed.at > KEPT_DAYS * 86_400_000) await forget(String(name))
  }
}
