import { Code, List, Text } from '@mantine/core'
import { useWords } from '@nansen/ui'

/** Shown once, to be copied onto paper. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const words = useWords()
  return (
    <>
      <Text>{words.say('set-up.recovery-explained')}</Text>
      <List listStyleType="none" className="nansen-codes" dir="ltr">
        {codes.map(each => (
          <List.Item key={each}>
            <Code fz="md">{each}</Code>
          </List.Item>
        ))}
      </List>
    </>
  )
}
