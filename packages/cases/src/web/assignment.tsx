import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { defineRecord, reference } from '@nansen/model'
import {
  afterCaseAct,
  api,
  ColleagueName,
  Refused,
  Surface,
  toast,
  useAsk,
  useMay,
  useSession,
  useWords,
} from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CasePlace } from './caseScreen.tsx'
import { colleagueInput } from './inputs.tsx'

const FIELD = defineRecord({ fields: { colleague: reference('auth.staff', { optional: true }) }, title: ['colleague'] })
  .fields.colleague

const teamOf = (row: CasePlace['row']): string | null => (typeof row.team === 'string' ? row.team : null)

/** Whose case it is, since when it stands where it is, and how it changes hands. */
export function Assignment({ module, row }: CasePlace) {
  const words = useWords()
  const may = useMay()
  const { staffId } = useSession()
  const [giving, setGiving] = useState(false)
  const assigning = useAssigning({ module, row })
  const owner = row.owner_id ?? null
  const team = teamOf(row)
  const mayChange = may(module.name, 'change')
  const mayTake = mayChange && (owner === null || may(module.name, 'approve'))
  return (
    <Surface title={words.say('case.assign.owner')}>
      <Group justify="space-between">
        <div>
          {owner === null ? <Text c="dimmed">{words.say('case.assign.nobody')}</Text> : <ColleagueName id={owner} />}
          {team !== null && (
            <Text size="sm">
              {words.say('case.field.team')}: <bdi>{team}</bdi>
            </Text>
          )}
          {typeof row.state_since === 'string' && (
            <Text size="sm" c="dimmed">
              {words.say('case.field.state_since')}: {words.ago(row.state_since)}
            </Text>
          )}
        </div>
        <Group gap="xs">
          {mayTake && owner !== staffId && (
            <Button
              size="compact-md"
              loading={assigning.isPending}
              onClick={() => assigning.mutate({ ownerId: staffId, team })}
            >
              {words.say('case.assign.take')}
            </Button>
          )}
          {mayChange && owner === staffId && (
            <Button
              size="compact-md"
              variant="default"
              loading={assigning.isPending}
              onClick={() => assigning.mutate({ ownerId: null, team })}
            >
              {words.say('case.assign.give-back')}
            </Button>
          )}
          {(mayTake || owner === staffId) && (
            <Button size="compact-md" variant="subtle" onClick={() => setGiving(true)}>
              {words.say('case.assign.give')}
            </Button>
          )}
        </Group>
      </Group>
      {assigning.isError && !giving && <Refused error={assigning.error} />}
      {giving && <GiveDialog module={module} row={row} onClose={() => setGiving(false)} />}
    </Surface>
  )
}

function useAssigning({ module, row }: CasePlace) {
  const words = useWords()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: { readonly ownerId: string | null; readonly team: string | null }) =>
      api.command('cases.assign', { module: module.name, id: row.id, ...given }),
    onSuccess: async () => {
      await afterCaseAct(client, module.name)
      toast(words.say('ui.saved'))
    },
  })
}

function GiveDialog({ module, row, onClose }: CasePlace & { readonly onClose: () => void }) {
  const words = useWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const [team, setTeam] = useState(teamOf(row))
  const teams = useAsk<{ readonly teams: readonly string[] }>('cases.teams', { module: module.name, id: row.id })
  const offered = [...new Set([...(teams.data?.teams ?? []), ...(team === null ? [] : [team])])]
  const assigning = useAssigning({ module, row })
  const Input = colleagueInput(module.name, row.id)
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.say('case.assign.give')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {assigning.isError && <Refused error={assigning.error} />}
        <Input
          id="colleague"
          module={module.name}
          record="task"
          name="for_staff"
          field={FIELD}
          label={words.say('case.assign.colleague')}
          value={chosen}
          problem={null}
          onChange={value => setChosen(value as string | null)}
          onProblem={() => {}}
        />
        {offered.length > 0 && (
          <Select
            label={words.say('case.field.team')}
            description={words.say('case.assign.team-why')}
            clearable
            data={offered}
            value={team}
            onChange={setTeam}
          />
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            disabled={chosen === null && team === teamOf(row)}
            loading={assigning.isPending}
            onClick={() => assigning.mutate({ ownerId: chosen, team }, { onSuccess: onClose })}
          >
            {words.say('case.assign.give')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
