import { Button, FileButton, Group, Modal, Stack, Text } from '@mantine/core'
import { api, attachmentAddress, Refused, toast, upload, useMay, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { portraitOf } from './portrait.ts'

/** The person's face: taken here with the camera, or from a file. */
export function SetPhoto({ individualId }: { readonly individualId: string }) {
  const { say } = useWords()
  const may = useMay()
  const queries = useQueryClient()
  const [camera, setCamera] = useState(false)
  const set = useMutation({
    mutationFn: async (source: Blob | HTMLVideoElement) => {
      const { id } = await upload(await portraitOf(source), 'portrait.jpg', () => {})
      await api.command('registration.setPhoto', { individualId, attachmentId: id })
      return id
    },
    onSuccess: async () => {
      setCamera(false)
      toast(say('registration.photo.saved'))
      await queries.invalidateQueries()
    },
  })
  if (!may('registration', 'change')) return null
  return (
    <>
      <Group gap={4}>
        {set.data !== undefined && (
          <img className="nansen-portrait" src={attachmentAddress(set.data)} alt={say('ui.photo')} />
        )}
        <FileButton
          accept="image/jpeg,image/png,image/webp"
          onChange={file => file && set.mutate(file)}
          inputProps={{ 'aria-label': say('registration.photo.file') }}
        >
          {props => (
            <Button {...props} variant="light" loading={set.isPending}>
              {say('registration.photo.file')}
            </Button>
          )}
        </FileButton>
        <Button variant="subtle" onClick={() => setCamera(true)}>
          {say('registration.photo.camera')}
        </Button>
      </Group>
      {set.error && !camera && <Refused error={set.error} />}
      {camera && (
        <Camera
          busy={set.isPending}
          error={set.error}
          onTake={video => set.mutate(video)}
          onClose={() => setCamera(false)}
        />
      )}
    </>
  )
}

interface CameraProps {
  readonly busy: boolean
  readonly error: Error | null
  readonly onTake: (video: HTMLVideoElement) => void
  readonly onClose: () => void
}

function Camera({ busy, error, onTake, onClose }: CameraProps) {
  const { say } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState(false)
  const [sees, setSees] = useState(false)
  useEffect(() => {
    let stream: MediaStream | null = null
    let closed = false
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
      if (stream) stop(stream)
    }
  }, [])
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say('registration.photo.camera')}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      <Stack>
        {trouble ? (
          <Text role="alert">{say('registration.photo.noCamera')}</Text>
        ) : (
          <video
            ref={video}
            autoPlay
            playsInline
            muted
            onLoadedData={() => setSees(true)}
            className="nansen-camera"
            aria-label={say('registration.photo.camera')}
          />
        )}
        {error && <Refused error={error} />}
        <Group justify="end">
          <Button disabled={trouble || !sees} loading={busy} onClick={() => video.current && onTake(video.current)}>
            {say('registration.photo.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The camera's lamp goes out. */
const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop()
}
