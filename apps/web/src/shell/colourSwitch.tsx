import { UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useWords } from '@nansen/ui'
import { IconMoon, IconSun } from '@tabler/icons-react'

/** Light for noon, dark for the night shift. */
export function ColourSwitch() {
  const words = useWords()
  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()
  const other = scheme === 'light' ? 'dark' : 'light'
  return (
    <UnstyledButton
      className="nansen-bar-button"
      aria-label={words.say(`shell.${other}`)}
      onClick={() => setColorScheme(other)}
    >
      {other === 'dark' ? <IconMoon size={20} aria-hidden /> : <IconSun size={20} aria-hidden />}
    </UnstyledButton>
  )
}
