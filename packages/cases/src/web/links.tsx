import { Button, Group, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { Go, Refused, Slow, useAsk, useDesk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import type { CasePlace } from './caseScreen.tsx'
import { useSending } from './sending.ts'

interface KnownCase {
  readonly module: string
  readonly caseId: string
  /** Of one that the reader may open, or of their own person. */
  readonly number: string | null
}
interface LinkedCase extends KnownCase {
  readonly id: string
  readonly kind: string
}

/** Cases that belong to this one, as far as the reader may know of them. */
export function Links({ module, row }: CasePlace) {
  const words = useWords()
  const { modules } = useDesk()
  const mayChange = useMay()(module.name, 'change')
  const found = useAsk<{ readonly links: readonly LinkedCase[] }>('cases.links', { module: module.name, id: row.id })
  const undoing = useSending('cases.unlink')
  const links = found.data?.links ?? []
  if (links.length === 0) return null
  return (
    <>
      <Text mt="xs">{words.say('case.follow.links')}:</Text>
      {undoing.isError && <Refused error={undoing.error} />}
      <ul className="nansen-case-tasks">
        {links.map(({ id, kind, module: name, caseId, number }) => {
          const record = modules.find(each => each.name === name)?.case?.record
          return (
            <li key={id}>
              <span>
                {words.say(`${module.name}.link.${kind}`)}: {words.say(`${name}.module`)}{' '}
                {number !== null && record !== undefined && (
                  <Go to={`/${name}/${record}/${caseId}`}>
                    <bdi>{number}</bdi>
                  </Go>
                )}
              </span>
              {mayChange && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={words.say('case.link.back.of', { number: number ?? words.say(`${name}.module`) })}
                  loading={undoing.isPending}
                  onClick={() => undoing.mutate({ module: module.name, linkId: id })}
                >
                  {words.say('case.link.back')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Says that this case and another belong together: one of its people's, or one whose number is typed. */
export function LinkDialog({ module, row, onClose }: CasePlace & { readonly onClose: () => void }) {
  const words = useWords()
  const kinds = module.case!.links
  const [kind, setKind] = useState<string | null>(kinds.length === 1 ? kinds[0]! : null)
  const [typed, setTyped] = useState('')
  const [number, setNumber] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const found = useAsk<{ readonly cases: readonly KnownCase[] }>('cases.linkable', {
    module: module.name,
    id: row.id,
    number,
  })
  const linking = useSending('cases.link', onClose)
  const to = found.data?.cases.find(({ caseId }) => caseId === chosen)
  const look = () => {
    setChosen(null)
    setNumber(typed.trim() === '' ? null : typed.trim())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say('case.link.add')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {linking.isError && <Refused error={linking.error} />}
        <Select
          label={words.say('case.link.kind')}
          withAsterisk
          value={kind}
          onChange={setKind}
          data={kinds.map(value => ({ value, label: words.say(`${module.name}.link.${value}`) }))}
        />
        <form
          onSubmit={event => {
            event.preventDefault()
            look()
          }}
        >
          <Group align="end" gap="xs">
            <TextInput
              label={words.say('case.link.number')}
              dir="ltr"
              flex={1}
              maxLength={40}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {words.say('case.link.look')}
            </Button>
          </Group>
        </form>
        {found.isPending && <Slow />}
        {found.isError && <Refused error={found.error} />}
        {found.data?.cases.length === 0 && (
          <Text c="dimmed">{words.say(number === null ? 'case.link.none' : 'case.link.no-such')}</Text>
        )}
        <Radio.Group
          label={words.say(number === null ? 'case.link.theirs' : 'case.link.found')}
          display={(found.data?.cases.length ?? 0) === 0 ? 'none' : undefined}
          value={chosen}
          onChange={setChosen}
        >
          <Stack gap="xs" mt="xs">
            {found.data?.cases.map(each => (
              <Radio
                key={each.caseId}
                value={each.caseId}
                label={
                  <>
                    {words.say(`${each.module}.module`)} <bdi>{each.number}</bdi>
                  </>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button
            disabled={kind === null || to === undefined}
            loading={linking.isPending}
            onClick={() =>
              linking.mutate({ module: module.name, id: row.id, toModule: to?.module, toCase: to?.caseId, kind })
            }
          >
            {words.say('case.link.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
