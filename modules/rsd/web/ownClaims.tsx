import { Button, Group, Text } from '@mantine/core'
import {
  afterCaseAct,
  api,
  FieldOutput,
  Go,
  type ListedRow,
  Refused,
  Surface,
  toast,
  useModule,
  useWords,
} from '@nansen/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** Family members who follow the applicant, each with the way to a file of their own. */
export function OwnClaims({ id }: { readonly id: string }) {
  const module = useModule('rsd')!
  const words = useWords()
  const client = useQueryClient()
  const found = useQuery({
    queryKey: ['records', 'rsd', 'claim', { parent_id: id }],
    queryFn: ({ signal }) => api.list(module, 'claim', { where: { parent_id: id }, limit: 100, whole: true }, signal),
  })
  const opening = useMutation({
    mutationFn: (claimId: string) => api.command('rsd.openOwnClaim', { claimId }),
    onSuccess: async () => {
      await afterCaseAct(client, 'rsd')
      toast(words.say('rsd.own.opened'))
    },
  })
  const claims = (found.data?.rows ?? []) as readonly (ListedRow & Readonly<Record<string, unknown>>)[]
  if (claims.length === 0) return null
  const person = module.records.claim!.fields.individual!
  return (
    <Surface title={words.say('rsd.own.title')} mt="md">
      <Text size="sm" c="dimmed" mb="sm">
        {words.say('rsd.own.why')}
      </Text>
      {opening.isError && <Refused error={opening.error} />}
      <ul className="nansen-queue">
        {claims.map(claim => (
          <li key={claim.id} data-claim={String(claim.kind)}>
            <Group gap="md" justify="space-between">
              <FieldOutput module="rsd" record="claim" name="individual" field={person} value={claim.individual} />
              {typeof claim.own_file === 'string' ? (
                <Go to={`/rsd/file/${claim.own_file}`}>{words.say('rsd.own.already')}</Go>
              ) : (
                <Button variant="default" loading={opening.isPending} onClick={() => opening.mutate(claim.id)}>
                  {words.say('rsd.own.open')}
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Surface>
  )
}
