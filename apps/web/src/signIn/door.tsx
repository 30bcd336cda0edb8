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
import { useGate } from './useGate.ts'
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

/** Why the session ended, as the server says. */
function reasonIn(refusal: unknown): string | null {
  const reason = refusal instanceof Refusal ? refusal.details.reason : null
  return typeof reason === 'string' ? reason : null
}

/** The shell with its lock: what was typed stays in the page behind it. */
function Room({ inside }: { readonly inside: Inside }) {
  const lock = useGate()
  const proof = useGate()
  const desk = useMemo<Desk>(
    () => ({ ...inside, references: Object.assign({}, ...webs.map(web => web.references ?? {})) }),
    [inside],
  )
  const [why, setWhy] = useState<string | null>(null)
  const { shut, isShut } = lock
  const { shut: askProof } = proof
  const askSignIn = useCallback(
    (reason: string | null) => {
      if (isShut) return shut()
      setWhy(reason)
      // only this answer always knows why
      if (reason !== 'idle') void whoAmI().catch(refusal => setWhy(reasonIn(refusal)))
      return shut()
    },
    [shut, isShut],
  )
  useEffect(() => setDoorkeeper({ signIn: askSignIn, stepUp: askProof, onContact: reached }), [askSignIn, askProof])
  const lockUp = (reason: string | null) => {
    if (isShut) return
    setWhy(reason)
    void login.lock().catch(() => null)
    void shut()
  }
  useIdle({
    minutes: inside.session.idleMinutes,
    onIdle: () => lockUp('idle'),
    onAlive: () => {
      if (isShut) return
      void whoAmI().catch(refusal => {
        if (refusal instanceof Refusal && refusal.code === 'not-signed-in') void askSignIn(reasonIn(refusal))
      })
    },
  })
  const unlock = async () => {
    const session = await whoAmI()
    if (session.staffId === inside.session.staffId) lock.open(true)
    else location.assign('/')
  }
  return (
    <DeskProvider desk={desk}>
      <div inert={lock.isShut} data-locked={lock.isShut} className="nansen-room">
        <Shell onLock={() => lockUp(null)} />
      </div>
      {lock.isShut && <LockScreen name={inside.session.displayName} why={why} onUnlocked={unlock} />}
      {proof.isShut && !lock.isShut && <StepUpDialog onClose={proof.open} />}
    </DeskProvider>
  )
}
