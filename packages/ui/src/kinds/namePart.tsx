import { Group, Select, Text, TextInput } from '@mantine/core'
import { NAME_PARTS, type NamePart, SCRIPTS } from '@nansen/model'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import { frame } from './frame.ts'
import type { InputProps, KindOnScreen, OutputProps } from './kindOnScreen.ts'
import { directionOfScript, scriptOf } from './script.ts'

function NamePartInput(props: InputProps<NamePart>) {
  const { say } = useWords()
  const [kept, setKept] = useState<NamePart>(props.value ?? { part: 'given', script: 'Latn', text: '' })
  const give = (change: Partial<NamePart>) => {
    const next = { ...kept, ...change }
    setKept(next)
    props.onChange(next.text.trim() === '' ? null : next)
  }
  return (
    <Group gap="xs" align="end" className="nansen-name-part">
      <Select
        label={say('ui.name-part')}
        allowDeselect={false}
        w="11rem"
        data={NAME_PARTS.map(part => ({ value: part, label: say(`ui.part.${part}`) }))}
        value={kept.part}
        onChange={part => give({ part: NAME_PARTS.find(each => each === part) ?? 'given' })}
      />
      <TextInput
        {...frame(props)}
        dir={directionOfScript(kept.script)}
        style={{ flex: '1 1 12rem' }}
        maxLength={100}
        value={kept.text}
        onChange={event => {
          const text = event.currentTarget.value
          give({ text, script: scriptOf(text) ?? kept.script })
        }}
      />
      <Select
        label={say('ui.script')}
        allowDeselect={false}
        w="9rem"
        data={SCRIPTS.map(script => ({ value: script, label: say(`ui.script.${script}`) }))}
        value={kept.script}
        onChange={script => give({ script: SCRIPTS.find(each => each === script) ?? 'Latn' })}
      />
    </Group>
  )
}

function NamePartOutput({ value }: OutputProps<NamePart>) {
  const { say } = useWords()
  return (
    <>
      <bdi dir={directionOfScript(value.script)} lang={`und-${value.script}`}>
        {value.text}
      </bdi>{' '}
      <Text span size="sm" c="dimmed">
        {say(`ui.part.${value.part}`)}
      </Text>
    </>
  )
}

/** A part of a name in one script. The script is seen from the letters; a person can say otherwise. */
export const NamePartKind: KindOnScreen<NamePart> = {
  Input: NamePartInput,
  Output: NamePartOutput,
}
