import { GoButton, ListScreen, Page, useMay, useWords } from '@nansen/ui'
import { needs } from '../index.ts'

/** The derived list; it stands here because the module's menu has more than it. */
export function NeedsScreen() {
  const words = useWords()
  const add = useMay()('needs', 'create') && (
    <GoButton to="/needs/need/new">{words.say('form.add', { what: words.record('needs', 'need') })}</GoButton>
  )
  return (
    <Page title={words.records('needs', 'need')} actions={add}>
      <ListScreen module={needs} record="need" />
    </Page>
  )
}
