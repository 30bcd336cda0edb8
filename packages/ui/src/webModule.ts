import type { Action, Level, Role } from '@nansen/model'
import type { ComponentType } from 'react'
import type { ReferenceOnScreen } from './kinds/reference.tsx'
import type { Desk } from './session/session.tsx'

/** What a person must hold, somewhere, before a screen is offered to them. The database still judges every row. */
export interface Needs {
  readonly module: string
  readonly action: Action
  readonly level?: Level
  /** Or this, where the first is not held. */
  readonly or?: Needs
}

/**
 * A screen of a module's own. Its address wins over the derived screens at `/MODULE/RECORD`, `/MODULE/RECORD/new`,
 * `/MODULE/RECORD/$id` and `/MODULE/RECORD/$id/edit`: to replace one of these, take its address.
 */
export interface ScreenRoute {
  /** Begins with the module's name: `/registration/search`, `/registration/individual/$id`. Read `$id` with `useParam('id')`. */
  readonly path: string
  /** `lazy(() => import('./Search.tsx').then(m => ({ default: m.Search })))`, so that the shell stays small. */
  readonly component: ComponentType
  /** Null: everybody who is signed in. */
  readonly needs: Needs | null
  /** Offered in the menu, below its module. `label` is a full key: `registration.search.title`. */
  readonly menu?: { readonly label: string; readonly order: number }
}

/** A card of the home page: a queue, or today's numbers. */
export interface HomeCard {
  readonly name: string
  /** Who sees it; the shell offers it to holders of any of these roles. */
  readonly roles: readonly Role[]
  readonly component: ComponentType
  readonly width: 'third' | 'half' | 'full'
  readonly order: number
}

/** What a module shows on the page of another module's record, or on a derived page of its own: a case's stage on the person page. */
export interface Panel {
  readonly name: string
  readonly component: ComponentType<{ readonly id: string }>
  /** Null: whoever sees the page. */
  readonly needs: Needs | null
  readonly order: number
}

/** What a module's `web/index.ts` hands to the shell, as `export const web: WebModule`. */
export interface WebModule {
  readonly name: string
  /** Whether its menu is offered at this desk, beside what its screens need. Default: it is. */
  readonly offered?: (desk: Desk) => boolean
  readonly routes: readonly ScreenRoute[]
  /** Where the module's screens stand in the menu, when its definition does not say (or is not seen by all who use them). */
  readonly menu?: { readonly icon: string; readonly order: number }
  readonly home?: readonly HomeCard[]
  /** How references to this module's records are chosen and shown: `{ 'registration.individual': PersonReference }`. */
  readonly references?: Readonly<Record<string, ReferenceOnScreen>>
  /** By `module.record` of the page they stand on. */
  readonly panels?: Readonly<Record<string, readonly Panel[]>>
  /** Answers the search box of the header; the first module that has one is asked. Address of its screen, `?q=` is added. */
  readonly searchPath?: string
}
