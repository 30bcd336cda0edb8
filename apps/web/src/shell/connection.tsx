import { useWords } from '@nansen/ui'
import { useEffect, useRef, useState } from 'react'
import { probe, useConnected } from './contact.ts'

/** How long the good news stays, ms. */
const GOOD_NEWS = 4_000

/** Says when the server is out of reach, and when it is back. What is typed is kept meanwhile. */
export function Connection() {
  const words = useWords()
  const connected = useConnected()
  const was = useRef(connected)
  const [back, setBack] = useState(false)
  useEffect(() => {
    const returned = connected && !was.current
    was.current = connected
    setBack(returned)
    if (!returned) return
    const timer = setTimeout(() => setBack(false), GOOD_NEWS)
    return () => clearTimeout(timer)
  }, [connected])
  useProbe(!connected)
  const said = connected ? (back ? words.say('shell.online-again') : null) : words.say('shell.offline')
  return (
    <div role="status" className="nansen-connection" data-connected={connected} hidden={said === null}>
      {said}
    </div>
  )
}

/** How often to look whether the server is back, ms. */
const PROBE = 5_000

function useProbe(lost: boolean) {
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => void probe(), PROBE)
    return () => clearInterval(timer)
  }, [lost])
}
