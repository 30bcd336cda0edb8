import { useCallback, useEffect, useRef, useState } from 'react'
import { forget, keep, recall } from './vault.ts'

/** Pause in typing after which the draft is written, ms. */
const QUIET = 600

export interface Draft<T> {
  /** What was found when the screen opened; `undefined` while looking, null when there was nothing. */
  readonly found: T | null | undefined
  /** When it was last kept in this browser, ms; null before. */
  readonly keptAt: number | null
  /** Call on each change; written after a pause in typing. */
  save(value: T): void
  /** After saving for good, or when the person throws it away. */
  clear(): void
}

/** A draft that survives a reload, a lost connection and a new version of the server. `name` holds the staff identifier: drafts are not shared. */
export function useDraft<T>(name: string | null): Draft<T> {
  const [found, setFound] = useState<T | null | undefined>(name === null ? null : undefined)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; write: () => void } | null>(null)

  useEffect(() => {
    if (name === null) return
    let here = true
    recall<T>(name)
      .catch(() => null)
      .then(kept => {
        if (!here) return
        setFound(kept?.value ?? null)
        setKeptAt(kept?.at ?? null)
      })
    return () => {
      here = false
    }
  }, [name])

  const save = useCallback(
    (value: T) => {
      if (name === null) return
      clearTimeout(waiting.current?.timer)
      const write = () => {
        waiting.current = null
        keep(name, value).then(
          () => setKeptAt(Date.now()),
          () => setKeptAt(null),
        )
      }
      waiting.current = { timer: setTimeout(write, QUIET), write }
    },
    [name],
  )

  const clear = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current.timer)
    waiting.current = null
    setKeptAt(null)
    setFound(null)
    if (name !== null) void forget(name).catch(() => null)
  }, [name])

  useEffect(() => {
    const writeNow = () => waiting.current?.write()
    addEventListener('pagehide', writeNow)
    return () => {
      removeEventListener('pagehide', writeNow)
      writeNow()
    }
  }, [])

  return { found, keptAt, save, clear }
}
