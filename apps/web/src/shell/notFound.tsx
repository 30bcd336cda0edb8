import { Text } from '@mantine/core'
import { GoButton, Page, useWords } from '@nansen/ui'

/** There is nothing here, or nothing for this person: the two look alike. */
export function NotFound() {
  const words = useWords()
  return (
    <Page title={words.say('not-found.title')} width="narrow">
      <Text mb="lg">{words.say('not-found.explained')}</Text>
      <GoButton to="/">{words.say('not-found.home')}</GoButton>
    </Page>
  )
}
