import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { ColourSwitch } from '../shell/colourSwitch.tsx'
import { LanguageSwitch } from '../shell/languageSwitch.tsx'
import { Mark } from '../shell/mark.tsx'

/** The page around everything that is done before one is in. */
export function Outside({ children }: { readonly children: ReactNode }) {
  return (
    <div className="nansen-outside">
      <header className="nansen-outside-bar">
        <Mark />
        <Group gap={4}>
          <LanguageSwitch />
          <ColourSwitch />
        </Group>
      </header>
      <main className="nansen-outside-main">{children}</main>
    </div>
  )
}
