import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { newId } from '@nansen/kernel'
import { newEpoch } from '@nansen/sealed'
import { api, Refused, toast, UnlockKeys, useAsk, usedKeys, useGo, useOwnKeys, useSession, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { MemberChoice } from './memberChoice.tsx'
import { type Candidate, type Chosen, lacking, membersOf } from './members.ts'

export interface Candidates {
  readonly offices: readonly { readonly id: string; readonly name: string }[]
  readonly colleagues: readonly Candidate[]
}

interface FoundGroupProps {
  readonly modules: readonly string[]
  readonly onClose: () => void
}

/** A new group of readers for a module, at an office. Its key is made here and is in nobody's hands but its readers'. */
export function FoundGroup({ modules, onClose }: FoundGroupProps) {
  const words = useWords()
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('sealing.found')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      {useOwnKeys() === null ? <UnlockKeys /> : <FoundForm modules={modules} onClose={onClose} />}
    </Modal>
  )
}

function FoundForm({ modules, onClose }: FoundGroupProps) {
  const words = useWords()
  const go = useGo()
  const client = useQueryClient()
  const { staffId } = useSession()
  const [module, setModule] = useState<string | null>(modules.length === 1 ? modules[0]! : null)
  const [office, setOffice] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<Chosen>({ readers: [staffId], officers: [null, null], until: {} })
  const [tried, setTried] = useState(false)
  const candidates = useAsk<Candidates>('sealing.candidates', { module: module ?? '' }, { enabled: module !== null })
  const { offices = [], colleagues = [] } = candidates.data ?? {}
  const officeId = office ?? (offices.length === 1 ? offices[0]!.id : null)
  const lacks = lacking(chosen)
  const founding = useMutation({
    mutationFn: async () => {
      const id = newId<string>()
      const members = membersOf(chosen, colleagues)
      const at = new Date().toISOString()
      const epoch = await newEpoch(usedKeys()!, { group: id, members, epochs: [], lastKey: null, at })
      await api.command('sealing.found', { id, module, officeId, name, epoch })
      return id
    },
    onSuccess: async id => {
      await client.invalidateQueries({ queryKey: ['sealing'] })
      toast(words.say('ui.saved'))
      go(`/sealing/group/${id}`)
    },
  })
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (module && officeId && name.trim() && lacks === null) founding.mutate()
      }}
    >
      <Stack>
        {founding.isError && <Refused error={founding.error} />}
        <Select
          label={words.say('sealing.module-for')}
          data={modules.map(each => ({ value: each, label: words.say(`${each}.module`) }))}
          value={module}
          error={tried && !module && words.say('problem.required')}
          onChange={setModule}
        />
        <Select
          label={words.say('sealing.office')}
          data={offices.map(each => ({ value: each.id, label: each.name }))}
          value={officeId}
          searchable
          error={tried && !officeId && words.say('problem.required')}
          onChange={setOffice}
        />
        <TextInput
          label={words.say('sealing.name')}
          value={name}
          maxLength={120}
          error={tried && !name.trim() && words.say('problem.required')}
          onChange={event => setName(event.currentTarget.value)}
        />
        {module !== null && <MemberChoice chosen={chosen} candidates={colleagues} onChange={setChosen} />}
        {tried && lacks !== null && <Text c="brick">{words.say(`sealing.lacks.${lacks}`)}</Text>}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button type="submit" loading={founding.isPending}>
            {words.say('sealing.found')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
