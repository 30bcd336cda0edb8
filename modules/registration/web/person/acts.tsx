import { Button, Group, Menu } from '@mantine/core'
import { GoButton, useGo, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { ChangeStatus } from './changeStatus.tsx'
import { Correct } from './correct.tsx'
import { LegalStatus } from './legalStatus.tsx'
import type { PersonOnPage } from './page.ts'
import { PrintCertificate } from './printCertificate.tsx'
import { RecordDeath } from './recordDeath.tsx'
import { SetPhoto } from './setPhoto.tsx'

type Act = 'status' | 'legal' | 'death' | 'correct'

/** What this colleague can do with the person whose page it is. */
export function Acts({ page }: { readonly page: PersonOnPage }) {
  const { say } = useWords()
  const may = useMay()
  const go = useGo()
  const [act, setAct] = useState<Act | null>(null)
  const close = () => setAct(null)
  const { card } = page
  return (
    <Group gap="xs">
      <SetPhoto individualId={card.id} />
      {page.group && <PrintCertificate groupId={page.group.id} />}
      {card.same_person_as === null && may('registration', 'change') && (
        <Button
          variant="default"
          onClick={() =>
            go(
              page.group === null
                ? `/registration/happenedTo/${card.id}`
                : `/registration/happened/${page.group.id}?person=${card.id}`,
            )
          }
        >
          {say('registration.happened.title')}
        </Button>
      )}
      <GoButton variant="default" to={`/registration/past/individual/${card.id}`}>
        {say('registration.past.open')}
      </GoButton>
      {may('registration', 'change') && (
        <Menu>
          <Menu.Target>
            <Button variant="default">{say('registration.act.more')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAct('status')}>{say('registration.act.status')}</Menu.Item>
            <Menu.Item onClick={() => setAct('legal')}>{say('registration.act.legalStatus')}</Menu.Item>
            <Menu.Item onClick={() => setAct('correct')}>{say('registration.act.correct')}</Menu.Item>
            <Menu.Item onClick={() => setAct('death')}>{say('registration.act.death')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {act === 'status' && <ChangeStatus card={card} onClose={close} />}
      {act === 'legal' && <LegalStatus card={card} onClose={close} />}
      {act === 'death' && <RecordDeath page={page} onClose={close} />}
      {act === 'correct' && <Correct individualId={card.id} onClose={close} />}
    </Group>
  )
}
