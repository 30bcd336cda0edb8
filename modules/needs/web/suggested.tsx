import { Button, Group, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, api, entryLabel, FieldOutput, toast, useCodes, useGo, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { needs } from '../index.ts'

/** What may be needed, by what is already written down. */
export interface Suggested {
  readonly individual: string
  readonly rule: string
  readonly need: string
}

const REASON = { because: note({ max: 2000 }) } as const
const WHO = needs.records.suggestion!.fields.individual!

/** Suggestions, each to be taken up or dismissed with the reason; `named` where they are not all of one person. */
export function SuggestedLines({ lines, named }: { readonly lines: readonly Suggested[]; readonly named?: true }) {
  return (
    <ul className="nansen-case-tasks">
      {lines.map(line => (
        <SuggestedLine key={`${line.individual} ${line.rule}`} line={line} {...(named && { named })} />
      ))}
    </ul>
  )
}

function SuggestedLine({ line, named }: { readonly line: Suggested; readonly named?: true }) {
  const words = useWords()
  const go = useGo()
  const client = useQueryClient()
  const [dismissing, setDismissing] = useState(false)
  const why = useLabel('need_suggestion', line.rule)
  const need = useLabel('need', line.need)
  const taking = useMutation({
    mutationFn: () =>
      api.command<{ caseId: string }>('needs.answerSuggestion', {
        personId: line.individual,
        rule: line.rule,
        answer: 'taken-up',
      }),
    onSuccess: async ({ caseId }) => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      go(`/needs/need/${caseId}`)
    },
  })
  return (
    <li data-rule={line.rule}>
      <div>
        {named && (
          <div>
            <FieldOutput module="needs" record="suggestion" name="individual" field={WHO} value={line.individual} />
          </div>
        )}
        <strong>{why}</strong>
        <Text size="sm" c="dimmed" component="div">
          {words.field('needs', 'need', 'need')}: {need}
        </Text>
      </div>
      <Group gap="xs">
        <Button size="compact-md" variant="light" loading={taking.isPending} onClick={() => taking.mutate()}>
          {words.say('needs.suggestions.take-up')}
        </Button>
        <Button size="compact-md" variant="subtle" color="gray" onClick={() => setDismissing(true)}>
          {words.say('needs.suggestions.dismiss')}
        </Button>
      </Group>
      {dismissing && (
        <ActDialog
          module="needs"
          record="suggestion"
          fields={REASON}
          command="needs.answerSuggestion"
          input={({ because }) => ({ personId: line.individual, rule: line.rule, answer: 'dismissed', because })}
          title={words.say('needs.suggestions.dismiss')}
          explained={why}
          confirm={words.say('needs.suggestions.dismiss')}
          onClose={() => setDismissing(false)}
        />
      )}
    </li>
  )
}

function useLabel(list: string, code: string): string {
  const words = useWords()
  const entry = useCodes(list).entries.find(each => each.code === code)
  return entry === undefined ? code : entryLabel(entry, words)
}
