import { Text } from '@mantine/core'
import { Page, rolesOf, Slow, useDesk, useWords } from '@nansen/ui'
import { Suspense } from 'react'
import { webs } from '../../../../modules/webs.gen.ts'
import { UnreadNotices } from '../account/notices.tsx'

/** The day's beginning: the queues of one's roles and today's numbers, as cards that the modules bring. */
export function HomePage() {
  const words = useWords()
  const { session, modules } = useDesk()
  const roles = rolesOf(session)
  const cards = webs
    .flatMap(web => web.home ?? [])
    .filter(card => card.roles.some(role => roles.includes(role)))
    .sort((a, b) => a.order - b.order)
  const today = new Date().toLocaleDateString('en-CA')
  return (
    <Page
      title={words.say('home.greeting', { name: session.displayName })}
      subtitle={
        <>
          {words.date(today)} · {roles.map(role => words.say(`role.${role}`)).join(', ')}
        </>
      }
    >
      <UnreadNotices />
      {cards.length === 0 && (
        <Text className="nansen-empty">{words.say(modules.length === 0 ? 'home.not-yet' : 'home.nothing')}</Text>
      )}
      <div className="nansen-cards">
        {cards.map(({ name, width, component: Card }) => (
          <div key={name} className="nansen-card" data-width={width}>
            <Suspense fallback={<Slow />}>
              <Card />
            </Suspense>
          </div>
        ))}
      </div>
    </Page>
  )
}
