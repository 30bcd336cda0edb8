import { Button, FileButton, Group } from '@mantine/core'
import { attachmentAddress, useMay, useWords } from '@nansen/ui'
import { lazy, Suspense, useState } from 'react'

/** With the finder of faces behind it: loaded when the first photo is taken. */
const PhotoDialog = lazy(() => import('../photo/photoDialog.tsx').then(module => ({ default: module.PhotoDialog })))

/** The person's face: taken here with the camera or a device, or from a file. */
export function SetPhoto({ individualId }: { readonly individualId: string }) {
  const { say } = useWords()
  const may = useMay()
  const [from, setFrom] = useState<File | 'camera' | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  if (!may('registration', 'change')) return null
  return (
    <>
      <Group gap={4}>
        {saved !== null && <img className="nansen-portrait" src={attachmentAddress(saved)} alt={say('ui.photo')} />}
        <FileButton
          accept="image/jpeg,image/png,image/webp"
          onChange={file => file && setFrom(file)}
          inputProps={{ 'aria-label': say('registration.photo.file') }}
        >
          {props => (
            <Button {...props} variant="light">
              {say('registration.photo.file')}
            </Button>
          )}
        </FileButton>
        <Button variant="subtle" onClick={() => setFrom('camera')}>
          {say('registration.photo.camera')}
        </Button>
      </Group>
      {from !== null && (
        <Suspense>
          <PhotoDialog
            individualId={individualId}
            file={from === 'camera' ? null : from}
            onClose={() => setFrom(null)}
            onSaved={id => {
              setSaved(id)
              setFrom(null)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
