import { toast, useWords } from '@nansen/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** One window of a browser listens for all of them. */
const NAME = 'nansen-live'
/** Milliseconds before a stream that the server ended is asked for again. */
const AGAIN = 30_000

/** Listens while somebody is signed in: says that something came, and has the page ask what it is. Shows nothing itself. */
export function Live() {
  const words = useWords()
  const client = useQueryClient()
  useEffect(() => {
    const stop = new AbortController()
    const others = new BroadcastChannel(NAME)
    const tell = () => {
      void client.invalidateQueries({ queryKey: ['query', 'cases.alertsForMe'] })
      toast(words.say('case.alert.came'))
    }
    others.onmessage = tell
    const heard = () => {
      tell()
      others.postMessage(null)
    }
    void navigator.locks.request(NAME, { signal: stop.signal }, () => listenUntil(stop.signal, heard)).catch(() => null)
    return () => {
      stop.abort()
      others.close()
    }
  }, [client, words])
  return null
}

/** Resolves when it is told to stop. */
function listenUntil(stop: AbortSignal, heard: () => void): Promise<void> {
  let source: EventSource | null = null
  const open = () => {
    source = new EventSource('/api/live')
    source.addEventListener('alert', heard)
    source.addEventListener('digest', heard)
  }
  open()
  // one that was refused does not come again by itself
  const timer = setInterval(() => {
    if (source?.readyState === EventSource.CLOSED) open()
  }, AGAIN)
  return new Promise(resolve => {
    stop.addEventListener('abort', () => {
      clearInterval(timer)
      source?.close()
      resolve()
    })
  })
}
