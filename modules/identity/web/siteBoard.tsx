import './identity.css'
import { Button, FileButton, Group, NumberInput, Text } from '@mantine/core'
import type { Site } from '@nansen/biometrics'
import { Surface, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ScannerPanel } from './scanner/scannerPanel.tsx'
import { SiteTile } from './siteTile.tsx'
import { stateOf } from './sitting.ts'
import { takeFileAt, takeFiles, type Untaken } from './takeFiles.ts'
import type { SittingInProgress } from './useSitting.ts'

const RIGHT = ['finger-1', 'finger-2', 'finger-3', 'finger-4', 'finger-5'] as const satisfies readonly Site[]
/** From the thumb outwards, as the right hand: officers call fingers in this order. */
const LEFT = ['finger-6', 'finger-7', 'finger-8', 'finger-9', 'finger-10'] as const satisfies readonly Site[]
const EYES = ['iris-right', 'iris-left'] as const satisfies readonly Site[]
const BLOCKS = [
  ['identity.capture.right', RIGHT],
  ['identity.capture.left', LEFT],
  ['identity.capture.eyes', EYES],
] as const

/** Both hands and both eyes, filled one by one or from a folder. */
export function SiteBoard({
  sitting,
  exceptions = true,
}: {
  readonly sitting: SittingInProgress
  readonly exceptions?: boolean
}) {
  const { say } = useWords()
  const [untaken, setUntaken] = useState<Untaken>({ strangers: [], empty: [] })
  const takeAll = async (files: readonly File[]) => setUntaken(await takeFiles(sitting, files))
  const takeAt = async (site: Site, file: File) => setUntaken(await takeFileAt(sitting, site, file))
  return (
    <>
      <ScannerPanel sitting={sitting} />
      <Group mb="sm" gap="sm">
        <FileButton
          multiple
          onChange={files => void takeAll(files)}
          inputProps={{ 'aria-label': say('identity.capture.folder') }}
        >
          {props => (
            <Button {...props} variant="light">
              {say('identity.capture.folder')}
            </Button>
          )}
        </FileButton>
        <Untook label="identity.capture.unknownFiles" files={untaken.strangers} />
        <Untook label="identity.capture.nothingFound" files={untaken.empty} />
      </Group>
      {sitting.needsDpi && <AskDpi onSay={value => void sitting.sayDpi(value)} />}
      {BLOCKS.map(([title, sites]) => (
        <Surface key={title} title={say(title)} mb="md">
          <div className="nansen-sites">
            {sites.map(site => (
              <SiteTile
                key={site}
                site={site}
                state={stateOf(sitting.sitting, site)}
                exceptions={exceptions}
                onFile={file => void takeAt(site, file)}
                onExcept={reason => sitting.except(site, reason)}
                onClear={() => sitting.clear(site)}
              />
            ))}
          </div>
        </Surface>
      ))}
    </>
  )
}

function Untook({ label, files }: { readonly label: string; readonly files: readonly string[] }) {
  const { say } = useWords()
  return files.length === 0 ? null : (
    <Text size="sm" c="orange" role="alert">
      {say(label, { files: files.join(', ') })}
    </Text>
  )
}

/** Scanners of fingers work at 500 dots per inch unless they say otherwise (ISO/IEC 19794-4). */
const USUAL_DPI = 500

function AskDpi({ onSay }: { readonly onSay: (dpi: number) => void }) {
  const { say } = useWords()
  const [dpi, setDpi] = useState<number | string>(USUAL_DPI)
  return (
    <Surface mb="md">
      <Group align="end">
        <NumberInput
          label={say('identity.capture.dpi')}
          description={say('identity.capture.dpiWhy')}
          value={dpi}
          min={250}
          max={1200}
          onChange={setDpi}
        />
        <Button onClick={() => typeof dpi === 'number' && onSay(dpi)}>{say('identity.capture.useDpi')}</Button>
      </Group>
    </Surface>
  )
}
