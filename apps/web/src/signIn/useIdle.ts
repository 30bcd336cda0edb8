import { useEffect, useRef } from 'react'

/** Signs of a person at the machine. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
/** How often the time is looked at, ms. A machine that slept looks at once when it wakes. */
const LOOK = 5_000
/** Touches within this are one, ms. */
const ONE_TOUCH = 5_000
/** While somebody works without asking the server anything, it is told so this often, ms: a long letter is not silence. */
const SIGN_OF_LIFE = 120_000
/** Tabs of one person tell each other here when one of them was touched last. */
const TOUCHED = 'nansen-touched'

interface Watching {
  /** Minutes that nobody may touch the machine: those of the server for this person. */
  readonly minutes: number
  readonly onIdle: () => void
  readonly onAlive: () => void
}

/** Calls `onIdle` once each time nobody has touched any of this person's tabs for so long, and `onAlive` now and then while somebody does. */
export function useIdle(watching: Watching): void {
  const latest = useRef(watching)
  latest.current = watching
  useEffect(() => {
    let mine = Date.now()
    let told = Date.now()
    let idle = false
    const last = () => Math.max(mine, Number(localStorage.getItem(TOUCHED) ?? 0))
    const look = () => {
      const over = Date.now() - last() >= latest.current.minutes * 60_000
      if (over && !idle) latest.current.onIdle()
      idle = over
    }
    const touched = () => {
      look() // who wakes a machine that slept does not unlock it
      const now = Date.now()
      if (now - mine < ONE_TOUCH && !idle) return
      mine = now
      localStorage.setItem(TOUCHED, String(now))
      if (now - told < SIGN_OF_LIFE) return
      told = now
      latest.current.onAlive()
    }
    const timer = setInterval(look, LOOK)
    for (const name of TOUCHES) addEventListener(name, touched, { passive: true, capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const name of TOUCHES) removeEventListener(name, touched, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
}
