import { useCallback, useRef, useState } from 'react'

/** Something that stands in the way until a person deals with it; everybody who waits behind it is told the outcome. */
export interface Gate {
  readonly isShut: boolean
  /** Shuts it, and resolves when it is opened: true when the way is free, false when the person turned away. */
  readonly shut: () => Promise<boolean>
  readonly open: (free: boolean) => void
}

export function useGate(): Gate {
  const [isShut, setShut] = useState(false)
  const waiting = useRef<((free: boolean) => void)[]>([])
  const shut = useCallback(
    () =>
      new Promise<boolean>(resolve => {
        waiting.current.push(resolve)
        setShut(true)
      }),
    [],
  )
  const open = useCallback((free: boolean) => {
    setShut(false)
    for (const tell of waiting.current.splice(0)) tell(free)
  }, [])
  return { isShut, shut, open }
}
