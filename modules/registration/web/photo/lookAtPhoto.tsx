import { Button, Group, Loader, NativeSelect, Stack, Switch, Text } from '@mantine/core'
import type { FaceLook } from '@nansen/biometrics/face'
import { FACE_MEASURES } from '@nansen/biometrics/face-limits'
import { api, Refused, toast, upload, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { BELOW_LIMITS, KEPT_REASONS, TRIES_BEFORE_KEPT } from '../../fields/photo.ts'
import { FaceMeasures, FaceSaid } from './faceSaid.tsx'
import type { FaceFinder } from './faces.ts'
import type { Taken } from './photoDialog.tsx'
import { useLook } from './useLook.ts'

interface LookAtPhotoProps {
  readonly individualId: string
  readonly taken: Taken
  readonly tries: number
  readonly finder: FaceFinder | null
  readonly onSaved: (attachment: string) => void
  /** Null where there is nothing to take again. */
  readonly onAgain: (() => void) | null
}

/** A picture as it would be kept, what is seen on it, and what the officer makes of it. */
export function LookAtPhoto({ individualId, taken, tries, finder, onSaved, onAgain }: LookAtPhotoProps) {
  const { say } = useWords()
  const { look, portrait, cut, setCut } = useLook(taken.picture, finder)
  const [because, setBecause] = useState('')
  const below = isBelow(look)
  const early = below && onAgain !== null && tries < TRIES_BEFORE_KEPT
  const input = inputOf({ individualId, taken, tries, look: look ?? null, because: below ? because : null })
  const keep = useKeeping(input, onSaved)
  const unsaid = below && because === ''
  return (
    <Stack gap="sm" data-photo={look === undefined ? 'looking' : (look?.verdict ?? 'not-looked')}>
      <div className="nansen-photo-look">
        <Preview portrait={portrait} />
        <Stack gap="xs">
          <Seen look={look} />
          {look?.frame && (
            <Switch
              label={say('registration.photo.cut')}
              checked={cut}
              onChange={event => setCut(event.currentTarget.checked)}
            />
          )}
          {look && look.faces > 0 && <FaceMeasures measures={look.measures} />}
        </Stack>
      </div>
      {below && <Below early={early} tries={tries} value={because} onChange={setBecause} />}
      {keep.error && <Refused error={keep.error} />}
      <Group justify="end">
        {onAgain && (
          <Button variant={early ? 'filled' : 'default'} onClick={onAgain}>
            {say('registration.photo.again')}
          </Button>
        )}
        <Button
          variant={early ? 'default' : 'filled'}
          disabled={look === undefined || early || unsaid}
          loading={keep.isPending}
          onClick={() => keep.mutate(portrait)}
        >
          {say('registration.photo.keep')}
        </Button>
      </Group>
    </Stack>
  )
}

const isBelow = (look: FaceLook | null | undefined) => look != null && BELOW_LIMITS.includes(look.verdict)

interface Kept extends Pick<LookAtPhotoProps, 'individualId' | 'taken' | 'tries'> {
  readonly look: FaceLook | null
  readonly because: string | null
}

/** Of `registration.setPhoto`, without the picture. */
const inputOf = ({ individualId, taken, tries, look, because }: Kept) => ({
  individualId,
  source: taken.source,
  ...(taken.device && { device: taken.device }),
  ...(look && { seen: { ...seenOf(look), tries } }),
  ...(because !== null && { keptBecause: because }),
})

function useKeeping(input: object, onSaved: (attachment: string) => void) {
  const { say } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (portrait: Blob | null) => {
      if (portrait === null) throw new Error('a portrait is cut before it is looked at')
      const { id } = await upload(portrait, 'portrait.jpg', () => {})
      await api.command('registration.setPhoto', { ...input, attachmentId: id })
      return id
    },
    onSuccess: async id => {
      toast(say('registration.photo.saved'))
      onSaved(id)
      await queries.invalidateQueries()
    },
  })
}

function Seen({ look }: { readonly look: FaceLook | null | undefined }) {
  const { say } = useWords()
  if (look === null) return <Text role="status">{say('registration.photo.notLooked')}</Text>
  if (look !== undefined) return <FaceSaid {...look} />
  return (
    <Group gap="xs" role="status">
      <Loader size="sm" />
      <Text>{say('registration.photo.looking')}</Text>
    </Group>
  )
}

interface BelowProps {
  /** It is to be taken again first. */
  readonly early: boolean
  readonly tries: number
  readonly value: string
  readonly onChange: (value: string) => void
}

/** What a photo below the limits asks for: another try, then why it is kept; the first line asks. */
function Below({ early, tries, value, onChange }: BelowProps) {
  const words = useWords()
  if (early) return <Text>{words.say('registration.photo.tryAgain', { tried: tries, most: TRIES_BEFORE_KEPT })}</Text>
  const reasons = KEPT_REASONS.map(each => ({
    value: each,
    label: words.option('registration', 'photo', 'kept_because', each),
  }))
  return (
    <NativeSelect
      label={words.field('registration', 'photo', 'kept_because')}
      description={words.say('registration.photo.becauseHelp')}
      withAsterisk
      data={[{ value: '', label: '' }, ...reasons]}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}

function Preview({ portrait }: { readonly portrait: Blob | null }) {
  const { say } = useWords()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (portrait === null) return
    const made = URL.createObjectURL(portrait)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [portrait])
  return address === null ? (
    <div className="nansen-photo-preview" />
  ) : (
    <img className="nansen-photo-preview" src={address} alt={say('ui.photo')} />
  )
}

/** Decimals that are written down of a measure. */
const DECIMALS = 3

function seenOf({ verdict, advice, measures }: FaceLook) {
  const apart = measures['eyes-apart']
  const measured = FACE_MEASURES.flatMap(name => {
    const value = measures[name]
    return value === undefined ? [] : [`${name}=${Number(value.toFixed(DECIMALS))}`]
  })
  return {
    verdict,
    advice,
    ...(apart !== undefined && { eyesApart: Math.round(apart) }),
    ...(measured.length > 0 && { measured: measured.join(' ') }),
  }
}
