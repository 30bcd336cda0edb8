import { Kbd, TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useWords } from '../language/words.ts'

interface ListSearchProps {
  readonly typed: string
  readonly onType: (text: string) => void
}

/** The search box of a list. `/` puts the cursor here rather than in the box at the top, as it is what the person looks at. */
export function ListSearch({ typed, onType }: ListSearchProps) {
  const words = useWords()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      box.current?.focus()
    }
    // before anybody below hears of it
    window.addEventListener('keydown', focus, { capture: true })
    return () => window.removeEventListener('keydown', focus, { capture: true })
  }, [])
  return (
    <TextInput
      ref={box}
      type="search"
      dir="auto"
      mb="sm"
      maw="40rem"
      autoComplete="off"
      maxLength={200}
      label={words.say('search.label')}
      description={words.say('search.hint')}
      aria-keyshortcuts="/"
      value={typed}
      onChange={event => onType(event.currentTarget.value)}
      rightSection={<Kbd visibleFrom="sm">/</Kbd>}
      rightSectionPointerEvents="none"
    />
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
