import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Scanner } from '@nansen/scanner'
import { useWords } from '@nansen/ui'
import { useEffect, useState } from 'react'
import { ChooseCamera, DeviceCamera } from './deviceCamera.tsx'
import { FaceSaid } from './faceSaid.tsx'
import { type FaceFinder, faceFinder } from './faces.ts'
import { LookAtPhoto } from './lookAtPhoto.tsx'
import { useCamera } from './useCamera.ts'
import { useFaceDevices } from './useFaceDevice.ts'

/** A picture that may become the photo. */
export interface Taken {
  readonly picture: ImageBitmap
  readonly source: 'camera' | 'file' | 'device'
  /** Make, model and serial number of a device that signed it. */
  readonly device?: string
}

interface PhotoDialogProps {
  readonly individualId: string
  /** A chosen file, or null for the camera. */
  readonly file: File | null
  readonly onSaved: (attachment: string) => void
  readonly onClose: () => void
}

/** Taking a photo: the live picture with what is seen on it, then the portrait as it would be kept. */
export function PhotoDialog({ individualId, file, onSaved, onClose }: PhotoDialogProps) {
  const { say } = useWords()
  const finder = useFinder()
  const [taken, setTaken] = useState<Taken | null>(null)
  const [tries, setTries] = useState(0)
  const [unreadable, setUnreadable] = useState(false)
  const devices = useFaceDevices(file === null)
  const [chosen, setChosen] = useState<Scanner | null | undefined>(undefined)
  const take = (each: Taken) => {
    setTaken(each)
    setTries(count => count + 1)
  }
  useEffect(() => {
    if (file === null) return
    createImageBitmap(file, { imageOrientation: 'from-image' }).then(
      picture => take({ picture, source: 'file' }),
      () => setUnreadable(true),
    )
  }, [file])
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={say(file === null ? 'registration.photo.camera' : 'registration.photo.file')}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      {unreadable && <Text role="alert">{say('registration.photo.unreadable')}</Text>}
      {taken === null ? (
        file === null && <TakeWith {...{ finder, devices, chosen }} onChoose={setChosen} onTake={take} />
      ) : (
        <LookAtPhoto
          key={tries}
          {...{ individualId, taken, tries, finder, onSaved }}
          onAgain={taken.source === 'file' ? null : () => setTaken(null)}
        />
      )}
    </Modal>
  )
}

/** One finder for as long as the dialog is open. */
function useFinder(): FaceFinder | null {
  const [finder, setFinder] = useState<FaceFinder | null>(null)
  useEffect(() => {
    const made = faceFinder()
    setFinder(made)
    return () => made.close()
  }, [])
  return finder
}

interface TakeWithProps extends TakePhotoProps {
  /** Null while they are looked for. */
  readonly devices: readonly Scanner[] | null
  /** Undefined: not chosen yet; null: the machine's own camera. */
  readonly chosen: Scanner | null | undefined
  readonly onChoose: (scanner: Scanner | null) => void
}

/** Who connected a device wants it: it is taken where it answers, and the machine's own camera is a choice away. */
function TakeWith({ devices, chosen, onChoose, ...props }: TakeWithProps) {
  const { say } = useWords()
  if (devices === null) return <Text role="status">{say('identity.scanner.looking')}</Text>
  const device = chosen === undefined ? (devices[0] ?? null) : chosen
  return (
    <Stack gap="sm">
      {devices.length > 0 && <ChooseCamera devices={devices} chosen={device} onChoose={onChoose} />}
      {device === null ? <TakePhoto {...props} /> : <DeviceCamera scanner={device} {...props} />}
    </Stack>
  )
}

interface TakePhotoProps {
  readonly finder: FaceFinder | null
  readonly onTake: (taken: Taken) => void
}

/** The camera's live picture with the oval a face belongs in. */
function TakePhoto({ finder, onTake }: TakePhotoProps) {
  const { say } = useWords()
  const { video, trouble, sees, live, onSees } = useCamera(true, finder)
  const take = async () => {
    if (video.current) onTake({ picture: await createImageBitmap(video.current), source: 'camera' })
  }
  return (
    <Stack gap="sm">
      {trouble ? (
        <Text role="alert">{say('registration.photo.noCamera')}</Text>
      ) : (
        <div className="nansen-viewfinder" data-verdict={live?.verdict ?? 'none'}>
          <video
            ref={video}
            autoPlay
            playsInline
            muted
            onLoadedData={onSees}
            className="nansen-camera"
            aria-label={say('registration.photo.camera')}
          />
          <svg className="nansen-oval" viewBox="0 0 160 90" preserveAspectRatio="xMidYMid meet" aria-hidden="true">
            <ellipse cx="80" cy="45" rx="24" ry="33" />
          </svg>
        </div>
      )}
      {!trouble && (live ? <FaceSaid {...live} /> : <Text size="sm">{say('registration.photo.guide')}</Text>)}
      <Group justify="end">
        <Button disabled={trouble || !sees} onClick={() => void take()}>
          {say('registration.photo.take')}
        </Button>
      </Group>
    </Stack>
  )
}
