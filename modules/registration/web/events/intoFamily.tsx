import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { FamilyPicker } from '../group/familyPicker.tsx'
import { INTO } from './eventForms.ts'
import type { QuestionProps } from './questions.tsx'

/** Into which family somebody comes back: where the one they left has moved to another office, it is another or one of their own. */
export function IntoFamily({ groupId, answers, onChange }: QuestionProps) {
  const { say } = useWords()
  const { into, family } = answers
  return (
    <Stack gap="sm">
      <Radio.Group
        label={say('registration.happened.into')}
        description={say('registration.happened.intoHint')}
        value={into}
        onChange={next =>
          onChange({ into: INTO.find(each => each === next) ?? 'before', family: null, relationships: {} })
        }
      >
        <Stack gap={6} mt={6}>
          {INTO.map(each => (
            <Radio key={each} value={each} label={say(`registration.happened.into.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {into === 'another' && family === null && (
        <FamilyPicker
          except={groupId ?? ''}
          onChoose={(id, { number }) => onChange({ family: { id, number }, relationships: {} })}
        />
      )}
      {into === 'another' && family !== null && (
        <Group justify="space-between" data-into={family.number}>
          <Text dir="ltr" fw={600} component="span" className="nansen-number">
            {family.number}
          </Text>
          <Button variant="subtle" onClick={() => onChange({ family: null, relationships: {} })}>
            {say('registration.happened.anotherFamily')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
