import { Button, FileButton, Group, Select, Textarea, TextInput } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { useState } from 'react'
import { type How, MOST, type RunChoice } from './runChoice.ts'

/** For whom: a family, who is found by words, a list of numbers, or everybody without one. */
export function RunWhom({ chosen }: { readonly chosen: RunChoice }) {
  const words = useWords()
  const [typed, setTyped] = useState('')
  const ways: readonly How[] = [
    ...(chosen.group === null ? [] : (['family'] as const)),
    'without-card',
    'search',
    'numbers',
  ]
  return (
    <>
      <Select
        label={words.field('papers', 'batch', 'chosen')}
        allowDeselect={false}
        data={ways.map(value => ({ value, label: words.option('papers', 'batch', 'chosen', value) }))}
        value={chosen.how}
        onChange={value => value !== null && chosen.setHow(value as How)}
      />
      {chosen.how === 'search' && (
        <form
          onSubmit={event => {
            event.preventDefault()
            chosen.setSearched(typed.trim())
          }}
        >
          <Group align="end">
            <TextInput
              label={words.say('shell.search-hint')}
              value={typed}
              onChange={event => setTyped(event.currentTarget.value)}
              flex={1}
            />
            <Button type="submit" variant="default">
              {words.say('papers.new.search')}
            </Button>
          </Group>
        </form>
      )}
      {chosen.how === 'numbers' && (
        <>
          <Textarea
            label={words.say('papers.new.numbers')}
            description={words.say('papers.new.numbers-explained', { count: MOST })}
            autosize
            minRows={3}
            maxRows={12}
            dir="ltr"
            value={chosen.numbers}
            onChange={event => chosen.setNumbers(event.currentTarget.value)}
          />
          <FileButton
            accept=".txt,.csv,text/plain,text/csv"
            onChange={async file => file && chosen.setNumbers(await file.text())}
          >
            {props => (
              <Button {...props} variant="default" w="fit-content">
                {words.say('papers.new.upload')}
              </Button>
            )}
          </FileButton>
        </>
      )}
    </>
  )
}
