import { Select } from '@mantine/core'
import { useWords } from '@nansen/ui'

/** What partner staff can be working for; kept with everything they do. */
const PURPOSES = ['registration', 'protection', 'assistance', 'rsd', 'solutions'] as const

interface PurposeSelectProps {
  readonly value: string | null
  readonly onChange: (purpose: string | null) => void
}

/** Staff of partners say what they will use the data for; the server asks for it when it needs to know. */
export function PurposeSelect({ value, onChange }: PurposeSelectProps) {
  const words = useWords()
  return (
    <Select
      label={words.say('sign-in.purpose')}
      description={words.say('sign-in.purpose-hint')}
      data={PURPOSES.map(purpose => ({ value: purpose, label: words.say(`purpose.${purpose}`) }))}
      value={value}
      onChange={onChange}
      autoFocus
    />
  )
}
