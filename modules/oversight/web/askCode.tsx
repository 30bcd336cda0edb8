import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { date } from '@nansen/model'
import { api, FieldInput, Refused, toast, useWords } from '@nansen/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { today } from './administration.ts'
import { type Codes, inLanguage, type OwnCode } from './codeList.ts'

interface Props {
  readonly list: string
  readonly codes: Codes
  /** The code that is to be changed; null for a new one. */
  readonly changed: OwnCode | null
  readonly onClose: () => void
}

/** As the command's. Characters. */
const SHORTEST_REASON = 10
const ENDING = /^[A-Z0-9][A-Z0-9-]{0,28}$/

function useAnswers({ list, codes, changed, onClose }: Props) {
  const words = useWords()
  const client = useQueryClient()
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({
    country: changed?.country ?? (codes.countries.length === 1 ? codes.countries[0]!.country : ''),
    ending: changed?.code.slice(4) ?? '',
    stands_for: changed?.standsFor ?? '',
    valid_from: changed?.validFrom ?? today(),
    valid_to: changed?.validTo ?? '',
    because: '',
    ...changed?.label,
  })
  const said = (name: string): string => (answers[name] ?? '').trim()
  const whole =
    said('country') !== '' &&
    ENDING.test(said('ending')) &&
    said('stands_for') !== '' &&
    said('valid_from') !== '' &&
    said('because').length >= SHORTEST_REASON &&
    LANGUAGES.every(language => said(language) !== '')
  const asking = useMutation({
    mutationFn: () =>
      api.command('admin.ask-code', {
        country: said('country'),
        list,
        code: `${said('country')}-${said('ending')}`,
        label: Object.fromEntries(LANGUAGES.map(language => [language, said(language)])),
        standsFor: said('stands_for'),
        validFrom: said('valid_from'),
        ...(said('valid_to') !== '' && { validTo: said('valid_to') }),
        because: said('because'),
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast(words.say('ui.saved'))
      onClose()
    },
  })
  return { answers, whole, asking, answer: (name: string, text: string) => setAnswers({ ...answers, [name]: text }) }
}

/** What is asked for a code of one's own, or its next version; by a last day it is retired. */
export function AskCode(props: Props) {
  const { codes, changed, onClose } = props
  const words = useWords()
  const { answers, whole, asking, answer } = useAnswers(props)
  const label = (name: string) => words.say(`oversight.codes.field.${name}`)
  const typed = (name: string) => ({
    label: label(name),
    value: answers[name] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      answer(name, event.currentTarget.value),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.say(changed === null ? 'oversight.codes.add' : 'oversight.codes.change')}
      closeButtonProps={{ 'aria-label': words.say('ui.close') }}
    >
      <Stack>
        {asking.error && <Refused error={asking.error} />}
        <Select
          label={label('country')}
          withAsterisk
          allowDeselect={false}
          disabled={changed !== null}
          data={codes.countries.map(({ country, name }) => ({
            value: country,
            label: inLanguage(name, words, country),
          }))}
          value={answers.country || null}
          onChange={value => answer('country', value ?? '')}
        />
        <TextInput
          {...typed('ending')}
          withAsterisk
          disabled={changed !== null}
          dir="ltr"
          leftSection={<bdi>{answers.country}-</bdi>}
          leftSectionWidth="3.5rem"
          onChange={event => answer('ending', event.currentTarget.value.toUpperCase())}
        />
        <Select
          label={label('stands_for')}
          withAsterisk
          searchable
          data={codes.shared
            .filter(({ inForce }) => inForce)
            .map(each => ({ value: each.code, label: inLanguage(each.label, words, each.code) }))}
          value={answers.stands_for || null}
          onChange={value => answer('stands_for', value ?? '')}
        />
        {LANGUAGES.map(language => (
          <TextInput key={language} {...typed(language)} withAsterisk lang={language} dir="auto" maxLength={200} />
        ))}
        <Group grow align="start">
          <Day name="valid_from" field={FIRST} label={label('valid_from')} value={answers.valid_from} onDay={answer} />
          <Day name="valid_to" field={LAST} label={label('valid_to')} value={answers.valid_to} onDay={answer} />
        </Group>
        <Textarea {...typed('because')} withAsterisk autosize minRows={2} maxLength={1_000} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {words.say('ui.cancel')}
          </Button>
          <Button disabled={!whole} loading={asking.isPending} onClick={() => asking.mutate()}>
            {words.say('oversight.codes.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const FIRST = date()
const LAST = date({ optional: true })

interface DayProps {
  readonly name: 'valid_from' | 'valid_to'
  readonly field: typeof FIRST | typeof LAST
  readonly label: string
  readonly value: string | undefined
  readonly onDay: (name: string, day: string) => void
}

/** A day as every form asks it: typed, and said back in words. */
function Day({ name, field, label, value, onDay }: DayProps) {
  return (
    <FieldInput
      module="oversight"
      record="code"
      name={name}
      field={field}
      id={`code-${name}`}
      label={label}
      value={value || null}
      problem={null}
      onChange={day => onDay(name, typeof day === 'string' ? day : '')}
    />
  )
}
