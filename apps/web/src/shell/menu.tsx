import { type Module, may, type Session } from '@nansen/model'
import { isOffered, useDesk, useWords, type WebModule } from '@nansen/ui'
import { Link, useRouterState } from '@tanstack/react-router'
import { webs } from '../../../../modules/webs.gen.ts'
import { MenuIcon } from './icons.tsx'

export interface MenuEntry {
  readonly to: string
  readonly label: string
  readonly icon: string
  readonly order: number
  readonly below: readonly { readonly to: string; readonly label: string }[]
}

/** What this person works with, in order: modules' own screens, and lists of records where a module brings no screens. */
function useEntries(): readonly MenuEntry[] {
  const desk = useDesk()
  const { modules, session } = desk
  const words = useWords()
  const names = [...new Set([...webs.map(web => web.name), ...modules.map(module => module.name)])]
  return names
    .flatMap(name => {
      const web = webs.find(each => each.name === name)
      const module = modules.find(each => each.name === name)
      const menu = web?.menu ?? module?.menu ?? null
      const own = ownScreens(web).filter(screen => isOffered(session, screen.needs))
      const below = [
        ...own,
        ...((web?.routes ?? []).length === 0 && module !== undefined && isListed(session, name)
          ? derivedLists(module)
          : []),
      ].map(({ to, label }) => ({ to, label: words.say(label) }))
      const first = below[0]
      if (menu === null || first === undefined || web?.offered?.(desk) === false) return []
      return [
        {
          to: first.to,
          label: own.length === 1 ? first.label : words.say(`${name}.module`),
          icon: menu.icon,
          order: menu.order,
          below,
        },
      ]
    })
    .sort((a, b) => a.order - b.order)
}

const ownScreens = (web: WebModule | undefined) =>
  (web?.routes ?? [])
    .flatMap(route => (route.menu === undefined ? [] : [{ to: route.path, needs: route.needs, ...route.menu }]))
    .sort((a, b) => a.order - b.order)

/** Who only adds a flag, or learns that there is something, has no list to look at. */
const isListed = (session: Session, module: string): boolean =>
  may(session, module, 'read') || may(session, module, 'create')

const derivedLists = (module: Module) =>
  Object.entries(module.records)
    .filter(([, definition]) => definition.parent === null)
    .map(([record]) => ({
      to: `/${module.name}/${record}`,
      label: `${module.name}.record.${record}.plural`,
      needs: null,
    }))

/** The way to everything this person works with. */
export function MainMenu({ onGo }: { readonly onGo: () => void }) {
  const words = useWords()
  const entries = useEntries()
  const here = useRouterState({ select: state => state.location.pathname })
  return (
    <nav aria-label={words.say('shell.menu')} className="nansen-menu">
      <ul>
        <li>
          <Link to="/" className="nansen-menu-head" activeOptions={{ exact: true }} onClick={onGo}>
            <MenuIcon name="home" />
            {words.say('shell.home')}
          </Link>
        </li>
        {entries.map(entry => (
          <li key={entry.label}>
            {entry.below.length === 1 ? (
              <Link to={entry.to} className="nansen-menu-head" onClick={onGo}>
                <MenuIcon name={entry.icon} />
                {entry.label}
              </Link>
            ) : (
              <>
                <span className="nansen-menu-head nansen-menu-title">
                  <MenuIcon name={entry.icon} />
                  {entry.label}
                </span>
                <ul>
                  {entry.below.map(screen => (
                    <li key={screen.to}>
                      <Link
                        to={screen.to}
                        onClick={onGo}
                        {...(here === screen.to ? { 'aria-current': 'page' as const } : {})}
                      >
                        {screen.label}
                      </Link>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
