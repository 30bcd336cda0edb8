import { Text, TextInput } from '@mantine/core'
import { Page, Refused, Slow, Surface, useAsk, useWords, type Words } from '@nansen/ui'
import { useState } from 'react'

interface DataClass {
  readonly module: string
  readonly record: string
  readonly part: string
  readonly fields: readonly string[]
  readonly purpose: string
  readonly basis: string
  readonly retention: string
  readonly about: string | null
  readonly extract: string
  readonly recipients: readonly string[]
}

/** The register of processing, module by module, in the reader's words. */
export function RegisterScreen() {
  const words = useWords()
  const [sought, setSought] = useState('')
  const { data, error, isLoading } = useAsk<{ classes: readonly DataClass[] }>('data_protection.register')
  const shown = (data?.classes ?? []).filter(each => said(words, each).toLowerCase().includes(sought.toLowerCase()))
  return (
    <Page
      title={words.say('data_protection.register.title')}
      subtitle={words.say('data_protection.register.explained')}
    >
      <TextInput
        label={words.say('data_protection.register.find')}
        value={sought}
        onChange={event => setSought(event.currentTarget.value)}
        maw="24rem"
        mb="md"
      />
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {[...new Set(shown.map(({ module }) => module))].map(module => (
        <Surface key={module} title={words.say(`${module}.module`)} mb="md">
          <ul className="nansen-queue">
            {shown
              .filter(each => each.module === module)
              .map(each => (
                <ClassLine key={`${each.record} ${each.part} ${each.fields.join()}`} of={each} />
              ))}
          </ul>
        </Surface>
      ))}
    </Page>
  )
}

const recordOf = (words: Words, { module, record }: DataClass): string =>
  record.includes('.') ? record : words.record(module, record)
const fieldsOf = (words: Words, { module, record, fields }: DataClass): string =>
  fields.length === 0
    ? words.say('data_protection.register.table')
    : fields.map(field => words.field(module, record, field)).join(' · ')
const said = (words: Words, each: DataClass): string => `${recordOf(words, each)} ${fieldsOf(words, each)}`

function ClassLine({ of }: { readonly of: DataClass }) {
  const words = useWords()
  const say = (key: string) => words.say(`data_protection.${key}`)
  const readers = of.recipients.map(role => words.say(`role.${role}`)).join(' · ')
  const facts = [
    ['purpose', `${say(`purpose.${of.purpose}`)} · ${say(`basis.${of.basis}`)}`],
    ['kept', words.option('data_protection', 'figure', 'figure', of.retention)],
    ['read-by', readers === '' ? say('register.nobody') : readers],
    ['extract', say(of.about === null ? 'register.about-none' : `register.${of.extract}`)],
  ] as const
  return (
    <li>
      <Text fw={600}>
        {recordOf(words, of)} · {say(`part.${of.part}`)}
      </Text>
      <Text size="sm">{fieldsOf(words, of)}</Text>
      <dl className="nansen-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`register.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
