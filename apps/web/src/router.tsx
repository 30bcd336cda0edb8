import { isOffered, Refused, type ScreenRoute, useDesk } from '@nansen/ui'
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { lazy, type ReactNode } from 'react'
import { webs } from '../../../modules/webs.gen.ts'
import { HomePage } from './home/homePage.tsx'
import { Frame } from './shell/frame.tsx'
import { NotFound } from './shell/notFound.tsx'

const AccountPage = lazy(() => import('./account/accountPage.tsx').then(m => ({ default: m.AccountPage })))
const DerivedList = lazy(() => import('./derived/derived.tsx').then(m => ({ default: m.DerivedList })))
const DerivedNew = lazy(() => import('./derived/derived.tsx').then(m => ({ default: m.DerivedNew })))
const DerivedRecord = lazy(() => import('./derived/derived.tsx').then(m => ({ default: m.DerivedRecord })))
const DerivedEdit = lazy(() => import('./derived/derived.tsx').then(m => ({ default: m.DerivedEdit })))

/** A screen that does not exist for this person looks as one that does not exist. */
function guarded({ component: Screen, needs }: ScreenRoute) {
  return function Guarded() {
    const { session } = useDesk()
    return isOffered(session, needs) ? <Screen /> : <NotFound />
  }
}

/** A screen that failed says so and can be tried again; the rest of the page goes on. */
function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <Refused error={error} onAgain={reset} />
}

/** Every address: the modules' own screens, and below them the derived ones. */
export function makeRouter() {
  const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })
  const at = (path: string, component: () => ReactNode) => createRoute({ getParentRoute: () => root, path, component })
  const own = webs.flatMap(web => web.routes.map(route => at(route.path, guarded(route))))
  const taken = new Set(webs.flatMap(web => web.routes.map(route => route.path)))
  const derived = [
    at('/$module/$record', () => <DerivedList />),
    at('/$module/$record/new', () => <DerivedNew />),
    at('/$module/$record/$id', () => <DerivedRecord />),
    at('/$module/$record/$id/edit', () => <DerivedEdit />),
  ]
  const home = taken.has('/') ? [] : [at('/', HomePage)]
  return createRouter({
    routeTree: root.addChildren([...home, at('/account', () => <AccountPage />), ...own, ...derived]),
    scrollRestoration: true,
    defaultErrorComponent: Broken,
  })
}
