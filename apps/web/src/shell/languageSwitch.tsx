import { Menu, UnstyledButton } from '@mantine/core'
import { LANGUAGES } from '@nansen/kernel'
import { changeLanguage, LANGUAGE_NAMES, useWords } from '@nansen/ui'
import { IconLanguage } from '@tabler/icons-react'
import { rememberLanguage } from '../preferences.ts'

/** Each language by its own name. What was typed stays. */
export function LanguageSwitch() {
  const words = useWords()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="nansen-bar-button" aria-label={words.say('shell.language')}>
          <IconLanguage size={20} aria-hidden />
          <span>{LANGUAGE_NAMES[words.language]}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(language => (
          <Menu.Item
            key={language}
            lang={language}
            {...(language === words.language ? { 'aria-current': true, fw: 650 } : {})}
            onClick={() => {
              rememberLanguage(language)
              void changeLanguage(language)
            }}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
