import { Refusal } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { type Desk, DeskProvider, Refused, Slow, setDoorkeeper } from '@nansen/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { webs } from '../../../../modules/webs.gen.ts'
import { reached } from '../shell/contact.ts'
import { Shell } from '../shell/shell.tsx'
import { LockScreen } from './lockScreen.tsx'
import { login, type Me, whatExists, whoAmI } from './loginApi.ts'
import { SignInPage } from './signInPage.tsx'
import { StepUpDialog } from './stepUpDialog.tsx'
import { useIdle } from './useIdle.ts'

const SetUpPage = lazy(() => import('./setUpPage.tsx').then(m => ({ default: m.SetUpPage })))

interface Inside {
  readonly session: Me
  readonly modules: readonly Module[]
}

async function enter(): Promise<Inside | null> {
  const session = await whoAmI().catch((refusal: unknown) => {
    if (refusal instanceof Refusal && refusal.code === 'not-signed-in') return null
    throw refusal
  })
  return session === null ? null : { session, modules: await whatExists() }
}

/** Who is here? Outside: the sign-in page. Inside: the shell, with a lock in front of it when nobody touched it for a while. */
export function Door() {
  const client = useQueryClient()
  const inside = useQuery({
    queryKey: ['inside'],
    queryFn: enter,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const come = useCallback(() => client.invalidateQueries({ queryKey: ['inside'] }), [client])
  if (location.pathname === '/set-up') {
    return (
      <Suspense fallback={<Slow />}>
        <SetUpPage onDone={() => location.assign('/')} />
      </Suspense>
    )
  }
  if (inside.isPending) return <Slow />
  if (inside.isError) return <Refused error={inside.error} onAgain={() => void inside.refetch()} />
  if (inside.data === null) return <SignInPage onSignedIn={come} />
  return <Room inside={inside.data} />
}

type Waiting = ((opened: boolean) => void) | null

/** The shell with its lock: what was typed stays in the page behind it. */
function Room({ inside }: { readonly inside: Inside }) {
  const [locked, setLocked] = useState(false)
  const [waiting, setWaiting] = useState<Waiting>(null)
  const [asked, setAsked] = useState<Waiting>(null)
  const desk = useMemo<Desk>(
    () => ({ ...inside, references: Object.assign({}, ...webs.map(web => web.references ?? {})) }),
    [inside],
  )
  useEffect(() => {
    setDoorkeeper({
      signIn: () =>
        new Promise(resolve => {
          setWaiting(() => resolve)
          setLocked(true)
        }),
      stepUp: () => new Promise(resolve => setAsked(() => resolve)),
      onContact: reached,
    })
  }, [])
  useIdle(() => {
    void login.signOut().catch(() => null)
    setLocked(true)
  })
  const unlock = async () => {
    const session = await whoAmI()
    if (session.staffId !== inside.session.staffId) return location.assign('/')
    waiting?.(true)
    setWaiting(null)
    setLocked(false)
  }
  return (
    <DeskProvider desk={desk}>
      <div inert={locked} data-locked={locked} className="nansen-room">
        <Shell onLock={() => setLocked(true)} />
      </div>
      {locked && <LockScreen name={inside.session.displayName} onUnlocked={unlock} />}
      {asked !== null && (
        <StepUpDialog
          onClose={given => {
            asked(given)
            setAsked(null)
          }}
        />
      )}
    </DeskProvider>
  )
}
