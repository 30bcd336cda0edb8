import { Anchor, Button, type ButtonProps } from '@mantine/core'
import { Link, useNavigate, useParams, useRouter, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'

/** A link within the product, by its address. */
export function Go({
  to,
  children,
  className,
}: {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
}) {
  return (
    <Anchor component={Link} to={to} {...(className === undefined ? {} : { className })}>
      {children}
    </Anchor>
  )
}

/** A link that looks like a button, because it begins something. */
export function GoButton({
  to,
  children,
  ...button
}: ButtonProps & { readonly to: string; readonly children: ReactNode }) {
  return (
    <Button component={Link} to={to} {...button}>
      {children}
    </Button>
  )
}

/** Goes to an address after an act. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((to, options = {}) => void navigate({ href: to, replace: options.replace ?? false }), [navigate])
}

/** Back to where the person came from. */
export function useBack(): () => void {
  const router = useRouter()
  // A screen opened by its address alone has nothing behind it, and back would leave the product.
  return () => (router.history.canGoBack() ? router.history.back() : void router.navigate({ to: '/' }))
}

/** `$id` of the screen's address; the empty string when the address has none. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false })
  return params[name] ?? ''
}

/** What the address says after `?name=`; draws the caller again when it changes. Null when it says nothing. */
export function useAddressed(name: string): string | null {
  const search = useRouterState({ select: state => state.location.searchStr })
  return new URLSearchParams(search).get(name)
}
