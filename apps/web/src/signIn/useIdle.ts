import { useIdle as useMantineIdle } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** Minutes without a key, a touch or a movement after which the screen locks: shorter than the server's own 30. */
const IDLE_MINUTES = 10

/** Calls back once each time nobody has touched the machine for a while. */
export function useIdle(onIdle: () => void): void {
  const idle = useMantineIdle(IDLE_MINUTES * 60_000, { initialState: false })
  const latest = useRef(onIdle)
  latest.current = onIdle
  useEffect(() => {
    if (idle) latest.current()
  }, [idle])
}
