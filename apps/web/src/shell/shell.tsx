import { PanelsOf } from '@nansen/ui'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { webs } from '../../../../modules/webs.gen.ts'
import { makeRouter } from '../router.tsx'
import { LockContext } from './frame.tsx'

/** The screens behind the door. */
export function Shell({ onLock }: { readonly onLock: () => void }) {
  const router = useMemo(makeRouter, [])
  return (
    <LockContext value={onLock}>
      <PanelsOf webs={webs}>
        <RouterProvider router={router} />
      </PanelsOf>
    </LockContext>
  )
}
