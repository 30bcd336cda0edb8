import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { theme, useWords, variables } from '@nansen/ui'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { Door } from './signIn/door.tsx'

/** Answers older than this are asked for again when their screen is opened, ms. */
const FRESH = 10_000

const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH, retry: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** The nonce of this very response: see index.html. Without it the browser refuses Mantine's style element. */
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
/** The library that holds the page still behind a dialog makes a style element too, and looks for its nonce under this name. */
Object.assign(globalThis, { __webpack_nonce__: nonce })

/** Everything around the screens: language and direction, colours, answers from the server, and the door. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <DirectionProvider
        initialDirection={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}
        detectDirection={false}
      >
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce}
        >
          <Direction>
            <Notifications position="bottom-center" limit={3} />
            <Door />
          </Direction>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  )
}

/** The direction follows the language. */
function Direction({ children }: { readonly children: ReactNode }) {
  const { direction } = useWords()
  const { dir, setDirection } = useDirection()
  useEffect(() => {
    if (dir !== direction) setDirection(direction)
  }, [dir, direction, setDirection])
  return children
}
