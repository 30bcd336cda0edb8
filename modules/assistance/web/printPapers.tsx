import { Button, Group, Select } from '@mantine/core'
import { afterCaseAct, api, LANGUAGE_NAMES, Refused, Surface, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** As many families are on one paper: `server/papers/pointPapers.ts`. */
const FAMILIES_OF_A_PART = 400

interface Printing {
  readonly id: string
  /** On the list of this point. */
  readonly families: number
}

/** The list of a point with places to sign, four hundred families a paper, and the manifest of what goes there. */
export function PrintPapers({ id, families }: Printing) {
  const words = useWords()
  const client = useQueryClient()
  const [language, setLanguage] = useState<string>(words.language)
  const [part, setPart] = useState('1')
  const parts = Math.max(1, Math.ceil(families / FAMILIES_OF_A_PART))
  const printing = useMutation({
    mutationFn: (name: 'distributionList' | 'manifest' | 'rationCards') =>
      api.command(`assistance.${name}`, {
        pointId: id,
        language,
        ...(name === 'distributionList' ? { part: Number(part) } : {}),
      }),
    onSuccess: async () => {
      await afterCaseAct(client, 'assistance')
      toast(words.say('assistance.paper.printed'))
    },
  })
  return (
    <Surface title={words.say('assistance.paper.title')} mt="md">
      {printing.isError && <Refused error={printing.error} />}
      <Group gap="sm" align="end">
        <Select
          label={words.say('assistance.paper.language')}
          allowDeselect={false}
          data={Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label }))}
          value={language}
          onChange={value => value !== null && setLanguage(value)}
        />
        {parts > 1 && (
          <Select
            label={words.say('assistance.paper.part')}
            allowDeselect={false}
            data={Array.from({ length: parts }, (_, at) => String(at + 1))}
            value={part}
            onChange={value => value !== null && setPart(value)}
          />
        )}
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate('distributionList')}>
          {words.say('assistance.document.distributionList')}
        </Button>
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate('manifest')}>
          {words.say('assistance.document.manifest')}
        </Button>
        <Button variant="default" loading={printing.isPending} onClick={() => printing.mutate('rationCards')}>
          {words.say('assistance.document.rationCards')}
        </Button>
      </Group>
    </Surface>
  )
}
