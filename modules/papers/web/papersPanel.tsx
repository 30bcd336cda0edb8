import { Anchor, Badge, Button, Group, Text } from '@mantine/core'
import { attachmentAddress, GoButton, Refused, Slow, Surface, useAsk, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { AskReprint, EndPaper, PrintPaper } from './paperDialogs.tsx'

export interface IssuedLine {
  readonly id: string
  readonly template: string
  readonly number: string
  readonly issued_on: string
  readonly expires_on: string | null
  readonly serial: string | null
  readonly file: string
  readonly state: string
  readonly ended_on: string | null
}
export interface KindOfPaper {
  readonly template: string
  readonly valid: boolean
  readonly reprints: number
  readonly allowed: number
  readonly request: string | null
}
interface OfPerson {
  readonly papers: readonly IssuedLine[]
  readonly kinds: readonly KindOfPaper[]
  readonly language: string
  readonly photo: boolean
  readonly groupId: string | null
  readonly officeId: string
}

type Open =
  | { readonly act: 'print' | 'ask'; readonly kind: KindOfPaper }
  | { readonly act: 'spoil' | 'takeBack'; readonly paper: IssuedLine }

/** On the person's page: which papers they were given, what became of each, and the way to the next. */
export function PapersPanel({ id }: { readonly id: string }) {
  const words = useWords()
  const may = useMay()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, isLoading } = useAsk<OfPerson>('papers.ofPerson', { individualId: id })
  const say = (key: string, values = {}) => words.say(`papers.panel.${key}`, values)
  const prints = may('registration', 'print')
  const close = () => setOpen(null)
  return (
    <Surface
      title={say('title')}
      actions={
        prints &&
        data?.groupId && (
          <GoButton
            size="compact-sm"
            variant="light"
            to={`/papers/batch/new?group=${data.groupId}&office=${data.officeId}`}
          >
            {say('family')}
          </GoButton>
        )
      }
    >
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && data.papers.length === 0 && <Text c="dimmed">{say('none')}</Text>}
      <ul className="nansen-queue">
        {data?.papers.map(paper => (
          <PaperLine
            key={paper.id}
            paper={paper}
            prints={prints}
            onSpoil={() => setOpen({ act: 'spoil', paper })}
            onTakeBack={() => setOpen({ act: 'takeBack', paper })}
          />
        ))}
      </ul>
      {prints && data && (
        <Group gap="xs" mt="sm">
          {data.kinds.map(kind => (
            <Kind key={kind.template} kind={kind} onOpen={setOpen} />
          ))}
        </Group>
      )}
      {open?.act === 'print' && <PrintPaper individualId={id} kind={open.kind} onClose={close} />}
      {open?.act === 'ask' && <AskReprint individualId={id} kind={open.kind} onClose={close} />}
      {(open?.act === 'spoil' || open?.act === 'takeBack') && (
        <EndPaper act={open.act} paper={open.paper} onClose={close} />
      )}
    </Surface>
  )
}

/** Printed at once, after a supervisor agreed, or not before one did. */
function Kind({ kind, onOpen }: { readonly kind: KindOfPaper; readonly onOpen: (open: Open) => void }) {
  const words = useWords()
  const name = words.option('papers', 'batch', 'template', kind.template)
  const tooMany = kind.valid && kind.reprints >= kind.allowed && kind.request !== 'agreed'
  if (tooMany && kind.request === 'asked')
    return (
      <Text size="sm" c="dimmed">
        {words.say('papers.panel.asked', { paper: name })}
      </Text>
    )
  if (tooMany)
    return (
      <Button size="compact-md" variant="default" onClick={() => onOpen({ act: 'ask', kind })}>
        {words.say('papers.panel.ask', { paper: name })}
      </Button>
    )
  return (
    <Button size="compact-md" variant={kind.valid ? 'default' : 'light'} onClick={() => onOpen({ act: 'print', kind })}>
      {words.say(kind.valid ? 'papers.panel.again' : 'papers.panel.print', { paper: name })}
    </Button>
  )
}

const COLOURS: Readonly<Record<string, string>> = { valid: 'leaf', expired: 'saffron' }

interface PaperLineProps {
  readonly paper: IssuedLine
  readonly prints: boolean
  readonly onSpoil: () => void
  readonly onTakeBack: () => void
}

function PaperLine({ paper, prints, onSpoil, onTakeBack }: PaperLineProps) {
  const words = useWords()
  const { template, number, state, serial, issued_on, expires_on, ended_on, file } = paper
  const until = ended_on ?? expires_on
  return (
    <li data-paper={number} data-state={state}>
      <Group justify="space-between" gap="xs" align="start">
        <div>
          <Group gap="xs">
            <Anchor href={attachmentAddress(file)} target="_blank" rel="noreferrer" fw={600}>
              {words.option('papers', 'reprint', 'template', template)} <bdi dir="ltr">{number}</bdi>
            </Anchor>
            <Badge variant="light" tt="none" color={COLOURS[state] ?? 'gray'}>
              {words.say(`papers.state-of-paper.${state}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            <bdi>{words.date(issued_on)}</bdi>
            {until !== null && (
              <>
                {' – '}
                <bdi>{words.date(until)}</bdi>
              </>
            )}
            {serial !== null && (
              <>
                {' · '}
                <bdi dir="ltr">{serial}</bdi>
              </>
            )}
          </Text>
        </div>
        {prints && state === 'valid' && (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={onSpoil}>
              {words.say('papers.panel.spoil')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={onTakeBack}>
              {words.say('papers.panel.takeBack')}
            </Button>
          </Group>
        )}
      </Group>
    </li>
  )
}
