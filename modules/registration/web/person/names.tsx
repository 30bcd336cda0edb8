import { Text } from '@mantine/core'
import type { NamePart, Script } from '@nansen/model'
import { directionOfScript, Surface, useWords } from '@nansen/ui'
import type { Stored } from './page.ts'

interface NamesProps {
  readonly parts: readonly Stored[]
  readonly aliases: readonly Stored[]
}

/** The names of a person, whole: the name they are registered under in each of its scripts, part by part as they say it; then the others. */
export function Names({ parts, aliases }: NamesProps) {
  const words = useWords()
  const said = parts
    .filter(({ withdrawn_at }) => withdrawn_at == null)
    .toSorted((a, b) => Number(a.sequence) - Number(b.sequence))
    .map(({ name }) => name as NamePart)
  const byScript = [...Map.groupBy(said, ({ script }) => script)]
  const others = aliases.filter(({ withdrawn_at }) => withdrawn_at == null)
  if (byScript.length + others.length === 0) return null
  return (
    <Surface title={words.records('registration', 'name')}>
      <ul className="nansen-plain nansen-names-list">
        {byScript.map(([script, line]) => (
          <Registered key={script} script={script} line={line} />
        ))}
        {others.map(({ id, name, kind }) => (
          <li key={id}>
            <Text size="sm" c="dimmed">
              {words.option('registration', 'alias', 'kind', String(kind))}
            </Text>
            <Text>
              <bdi>{String(name)}</bdi>
            </Text>
          </li>
        ))}
      </ul>
    </Surface>
  )
}

function Registered({ script, line }: { readonly script: Script; readonly line: readonly NamePart[] }) {
  const { say } = useWords()
  const dir = directionOfScript(script)
  return (
    <li>
      <Text size="sm" c="dimmed">
        {say('registration.person.registeredName', { script: say(`ui.script.${script}`) })}
      </Text>
      <Text fw={600} dir={dir} lang={`und-${script}`} className="nansen-name-whole">
        {line.map(({ text }) => text).join(' ')}
      </Text>
      <dl className="nansen-name-parts" dir={dir}>
        {line.map((part, at) => (
          <div key={at}>
            <dt>{say(`ui.part.${part.part}`)}</dt>
            <dd lang={`und-${script}`}>{part.text}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
