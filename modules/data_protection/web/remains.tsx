import { List } from '@mantine/core'
import { Surface, useWords } from '@nansen/ui'
import type { RequestCase } from './requestCase.ts'

const OF_ANY = ['others', 'pages'] as const

/** An erasure says what it could not reach, and what it kept of other people's cases and why. */
export function Remains({ erasure }: { readonly erasure: NonNullable<RequestCase['erasure']> }) {
  const words = useWords()
  const say = (name: string, values = {}) => words.say(`data_protection.case.remains.${name}`, values)
  const { papers = 0, offices = [], kept = [] } = erasure.remains
  return (
    <Surface title={words.say('data_protection.case.remains')} mb="md">
      <List size="sm">
        <List.Item>{say('backups', { day: words.date(erasure.backups_until) })}</List.Item>
        <List.Item>{papers > 0 ? say('papers', { count: papers }) : say('paper')}</List.Item>
        {offices.length > 0 && <List.Item>{say('offices', { offices: offices.join(' · ') })}</List.Item>}
        {kept.map(({ relation, rows, why }) => (
          <List.Item key={`${relation} ${why}`} data-kept={relation}>
            {say('kept', {
              count: rows,
              module: words.say(`${relation.split('.')[0]}.module`),
              why: words.say(`data_protection.erasure-rule.${why}`),
            })}
          </List.Item>
        ))}
        {OF_ANY.map(each => (
          <List.Item key={each}>{say(each)}</List.Item>
        ))}
      </List>
    </Surface>
  )
}
