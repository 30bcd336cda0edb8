import { may } from '@nansen/model'
import { createContext, type ReactNode, useContext } from 'react'
import { useSession } from '../session/session.tsx'
import type { Panel, WebModule } from '../webModule.ts'

const Known = createContext<readonly WebModule[]>([])

/** The shell says which modules there are; a page then shows what they add to its record, without knowing them. */
export function PanelsOf({ webs, children }: { readonly webs: readonly WebModule[]; readonly children: ReactNode }) {
  return <Known.Provider value={webs}>{children}</Known.Provider>
}

/** What other modules show on the page of one record, in their order; nothing of those the person may not know. */
export function Panels({ of, id }: { readonly of: string; readonly id: string }) {
  const session = useSession()
  const panels: readonly Panel[] = useContext(Known)
    .flatMap(web => web.panels?.[of] ?? [])
    .filter(({ needs }) => needs === null || may(session, needs.module, needs.action, needs.level))
  return panels
    .toSorted((a, b) => a.order - b.order)
    .map(({ name, component: Component }) => <Component key={name} id={id} />)
}
