import { Group, Stack, Text } from '@mantine/core'
import { FACE_MEASURES, type FaceMeasure } from '@nansen/biometrics/face-limits'
import { useWords } from '@nansen/ui'
import { FaceMeasures, FaceSaid } from './faceSaid.tsx'

/** A photo as its record says: only what is asked here. */
interface StoredPhoto {
  readonly [field: string]: unknown
}

/** What was seen on the newest photo, on the person's page; nothing where nobody looked. @param facts photos newest first */
export function PhotoSeen({ facts }: { readonly facts: Readonly<Record<string, readonly StoredPhoto[]>> | null }) {
  const words = useWords()
  const photo = facts?.photo?.[0]
  if (typeof photo?.verdict !== 'string') return null
  const because = photo.kept_because
  return (
    <Stack gap={4} mt="sm" data-photo-seen={photo.verdict}>
      <Group gap="xs" align="start">
        <FaceSaid verdict={photo.verdict} advice={Array.isArray(photo.advice) ? photo.advice : []} />
      </Group>
      {typeof because === 'string' && (
        <Text size="sm" c="dimmed">
          {words.say('registration.photo.keptBecause', {
            reason: words.option('registration', 'photo', 'kept_because', because),
          })}
        </Text>
      )}
      {typeof photo.measured === 'string' && <FaceMeasures measures={measuresIn(photo.measured)} />}
    </Stack>
  )
}

/** `eyes-apart=120.5 roll=-2`, as it is written down. */
function measuresIn(text: string): Partial<Record<FaceMeasure, number>> {
  const said = new Map(text.split(' ').map(pair => pair.split('=') as [string, string]))
  return Object.fromEntries(FACE_MEASURES.filter(name => said.has(name)).map(name => [name, Number(said.get(name))]))
}
