import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { makeRouter } from '../router.tsx'
import { LockContext } from './frame.tsx'

/** The screens behind the door. */
export function Shell({ onLock }: { readonly onLock: () => void }) {
  const router = useMemo(makeRouter, [])
  return (
    <LockContext value={onLock}>
      <RouterProvider router={router} />
    </LockContext>
  )
}
