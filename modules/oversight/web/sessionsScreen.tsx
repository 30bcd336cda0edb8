import { Button, Text } from '@mantine/core'
import { note } from '@nansen/model'
import { ActDialog, Page, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type OpenSession, useSessions } from './administration.ts'
import { Arrived } from './waiting.tsx'

const REASON = { reason: note({ max: 500 }) }

/** Who is signed in now, and the way to end it when a machine is lost. */
export function SessionsScreen() {
  const words = useWords()
  const may = useMay()
  const sessions = useSessions()
  const [ending, setEnding] = useState<OpenSession | null>(null)
  return (
    <Page title={words.say('oversight.sessions.title')}>
      <Arrived lists={[sessions]}>
        {() => (
          <Surface>
            <ul className="nansen-queue">
              {sessions.rows.map(each => (
                <li key={each.id} className="nansen-line">
                  <div>
                    <Text fw={600}>
                      <bdi>{each.displayName}</bdi>
                    </Text>
                    <Text size="sm" c="dimmed">
                      <bdi>{each.device}</bdi> ·{' '}
                      {words.say('oversight.sessions.used', {
                        since: words.instant(each.createdAt),
                        last: words.ago(each.lastUsedAt),
                      })}
                    </Text>
                  </div>
                  {may('admin', 'change') && (
                    <Button size="compact-md" variant="default" onClick={() => setEnding(each)}>
                      {words.say('oversight.act.end-session')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Surface>
        )}
      </Arrived>
      {ending !== null && (
        <ActDialog
          module="oversight"
          record="act"
          fields={REASON}
          title={words.say('oversight.act.end-session')}
          explained={words.say('oversight.act.end-session.explained', { name: ending.displayName })}
          confirm={words.say('oversight.act.end-session')}
          command="admin.end-session"
          input={({ reason }) => ({ staffId: ending.staffId, reason })}
          onClose={() => setEnding(null)}
        />
      )}
    </Page>
  )
}
