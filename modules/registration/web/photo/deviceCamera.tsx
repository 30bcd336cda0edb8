import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import type { Scanner } from '@nansen/scanner'
import { useWords } from '@nansen/ui'
import { FaceSaid } from './faceSaid.tsx'
import type { FaceFinder } from './faces.ts'
import type { Taken } from './photoDialog.tsx'
import { useFaceDevice } from './useFaceDevice.ts'

interface DeviceCameraProps {
  readonly scanner: Scanner
  readonly finder: FaceFinder | null
  readonly onTake: (taken: Taken) => void
}

/** The live picture of a camera that signs what it takes. What went wrong is told with what to do; nothing of it was kept. */
export function DeviceCamera({ scanner, finder, onTake }: DeviceCameraProps) {
  const { say } = useWords()
  const { canvas, live, sees, taking, fault, take, lookAgain } = useFaceDevice(scanner, finder, onTake)
  return (
    <Stack gap="sm" data-face-device={taking ? 'taking' : sees ? 'live' : 'waiting'}>
      <div className="nansen-viewfinder" data-verdict={live?.verdict ?? 'none'}>
        <canvas ref={canvas} className="nansen-camera" role="img" aria-label={scanner.name} />
      </div>
      {fault === null ? (
        live ? (
          <FaceSaid {...live} />
        ) : (
          <Text size="sm">{say(taking ? 'identity.scanner.taking' : 'registration.photo.guide')}</Text>
        )
      ) : (
        <Alert color="orange" role="alert" data-trouble={fault} title={say(`identity.scanner.trouble.${fault}`)}>
          <Text size="sm">{say(`identity.scanner.remedy.${fault}`)}</Text>
        </Alert>
      )}
      <Group justify="end">
        {fault === null ? (
          <Button disabled={!sees} loading={taking} onClick={() => void take()}>
            {say('registration.photo.take')}
          </Button>
        ) : (
          <Button onClick={lookAgain}>{say('registration.photo.again')}</Button>
        )}
      </Group>
    </Stack>
  )
}

interface ChooseCameraProps {
  readonly devices: readonly Scanner[]
  readonly chosen: Scanner | null
  readonly onChoose: (scanner: Scanner | null) => void
}

/** A device that signs what it takes, or the machine's own camera. */
export function ChooseCamera({ devices, chosen, onChoose }: ChooseCameraProps) {
  const { say } = useWords()
  const keyOf = ({ port, deviceId }: Scanner) => `${port}/${deviceId}`
  return (
    <NativeSelect
      label={say('registration.photo.with')}
      data={[
        ...devices.map(each => ({ value: keyOf(each), label: each.name })),
        { value: '', label: say('registration.photo.ownCamera') },
      ]}
      value={chosen === null ? '' : keyOf(chosen)}
      onChange={event => onChoose(devices.find(each => keyOf(each) === event.currentTarget.value) ?? null)}
    />
  )
}
