import { CaseScreen } from '@nansen/cases/web'
import { Slow, useMay, useModule, useParam } from '@nansen/ui'
import { Letters } from './letters.tsx'
import { Officials } from './officials.tsx'
import { OwnClaims } from './ownClaims.tsx'

/** One file of status determination: the page of every case, and what only this work has. */
export function FileScreen() {
  const module = useModule('rsd')
  const may = useMay()
  const id = useParam('id')
  if (module === null) return <Slow />
  return (
    <>
      <CaseScreen module={module} id={id} />
      {may('rsd', 'print', 'protected') && <Letters id={id} module={module} />}
      {may('rsd', 'create') && <OwnClaims id={id} module={module} />}
      {may('rsd', 'transfer') && <Officials id={id} />}
    </>
  )
}
