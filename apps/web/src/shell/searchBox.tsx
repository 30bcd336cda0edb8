import { Kbd, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useGo, useWords } from '@nansen/ui'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'

/** Finds a person from every screen: press `/`, type a name or a number, press Enter. */
export function SearchBox({ address }: { readonly address: string }) {
  const words = useWords()
  const go = useGo()
  const box = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => box.current?.focus()]])
  return (
    <search className="nansen-search">
      <form
        onSubmit={event => {
          event.preventDefault()
          const typed = box.current?.value.trim() ?? ''
          if (typed !== '') go(`${address}?q=${encodeURIComponent(typed)}`)
        }}
      >
        <TextInput
          ref={box}
          size="sm"
          type="search"
          dir="auto"
          name="q"
          autoComplete="off"
          aria-label={words.say('shell.search')}
          aria-keyshortcuts="/"
          placeholder={words.say('shell.search-hint')}
          rightSection={<Kbd visibleFrom="sm">/</Kbd>}
          rightSectionPointerEvents="none"
          leftSection={<IconSearch size={18} aria-hidden />}
        />
      </form>
    </search>
  )
}
