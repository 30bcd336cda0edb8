import { Burger, Drawer, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Live } from '@nansen/cases/web'
import { Slow, useDesk, useWords } from '@nansen/ui'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { createContext, Suspense, useContext, useEffect } from 'react'
import { webs } from '../../../../modules/webs.gen.ts'
import { AtWork } from './atWork.tsx'
import { ColourSwitch } from './colourSwitch.tsx'
import { Connection } from './connection.tsx'
import { LanguageSwitch } from './languageSwitch.tsx'
import { Mark } from './mark.tsx'
import { MainMenu } from './menu.tsx'
import { SearchBox } from './searchBox.tsx'
import { UserMenu } from './userMenu.tsx'

/** Locks the screen: given by the door. */
export const LockContext = createContext<() => void>(() => {})

/** What stands around every screen. */
export function Frame() {
  const words = useWords()
  const { modules, session } = useDesk()
  const lock = useContext(LockContext)
  const [open, drawer] = useDisclosure(false)
  useFocusOnNewScreen()
  const searchPath = webs.find(
    web => web.searchPath !== undefined && modules.some(module => module.name === web.name),
  )?.searchPath
  return (
    <>
      <a href="#main" className="nansen-skip">
        {words.say('shell.skip')}
      </a>
      <header className="nansen-bar">
        <Burger
          hiddenFrom="md"
          opened={open}
          onClick={drawer.toggle}
          color="#fff"
          size="sm"
          aria-label={words.say('shell.menu')}
        />
        <Link to="/" className="nansen-bar-home" aria-label={words.say('shell.home')}>
          <Mark />
        </Link>
        {searchPath !== undefined && <SearchBox address={searchPath} />}
        <Group gap={2} wrap="nowrap" ms="auto">
          <LanguageSwitch />
          <ColourSwitch />
          <UserMenu onLock={lock} />
        </Group>
      </header>
      {(session as { readonly installation?: string }).installation === 'demo' && (
        <aside className="nansen-demo" aria-label={words.say('shell.demo')}>
          {words.say('shell.demo')}
        </aside>
      )}
      <AtWork />
      <Connection />
      <Live />
      <div className="nansen-body">
        <aside className="nansen-side">
          <MainMenu onGo={() => {}} />
        </aside>
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<Slow />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Drawer
        opened={open}
        onClose={drawer.close}
        size="18rem"
        title={words.say('shell.menu')}
        closeButtonProps={{ 'aria-label': words.say('ui.close') }}
      >
        <MainMenu onGo={drawer.close} />
      </Drawer>
    </>
  )
}

/** A new screen is read from its top, and a screen reader says its name. */
function useFocusOnNewScreen() {
  const here = useRouterState({ select: state => state.location.pathname })
  useEffect(() => {
    if (here === '') return
    const timer = setTimeout(() => {
      const focused = document.activeElement
      if (focused === null || focused === document.body || focused.closest('.nansen-menu') !== null) {
        document.getElementById('page-title')?.focus({ preventScroll: true })
      }
    }, 50)
    return () => clearTimeout(timer)
  }, [here])
}
