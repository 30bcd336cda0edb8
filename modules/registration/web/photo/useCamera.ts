import type { FaceLook } from '@nansen/biometrics/face'
import { useEffect, useRef, useState } from 'react'
import type { FaceFinder } from './faces.ts'

/** Between an answer and the next look, milliseconds: an old laptop has a hand free for the picture itself. */
const REST = 150

/** The camera of this machine while it is `wanted`, and what is seen on its live picture. */
export function useCamera(wanted: boolean, finder: FaceFinder | null) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState(false)
  const [sees, setSees] = useState(false)
  const [live, setLive] = useState<FaceLook | null>(null)
  useEffect(() => {
    if (!wanted) return
    let stream: MediaStream | null = null
    let closed = false
    setTrouble(false)
    const asked =
      navigator.mediaDevices?.getUserMedia({ video: { facingMode: 'user', width: { ideal: 1920 } } }) ??
      Promise.reject(new Error('no camera'))
    asked.then(
      opened => {
        stream = opened
        if (closed) stop(opened)
        else if (video.current) video.current.srcObject = opened
      },
      () => setTrouble(true),
    )
    return () => {
      closed = true
      setSees(false)
      setLive(null)
      if (stream) stop(stream)
    }
  }, [wanted])
  useEffect(() => {
    if (!sees || finder === null) return
    let closed = false
    const watch = async () => {
      while (!closed && video.current !== null) {
        const said = await finder.look(video.current, null, true)
        if (closed) return
        setLive(said)
        if (said === null) return
        await new Promise(resolve => setTimeout(resolve, REST))
      }
    }
    void watch()
    return () => {
      closed = true
    }
  }, [sees, finder])
  return { video, trouble, sees, live, onSees: () => setSees(true) }
}

/** The camera's lamp goes out. */
const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}
