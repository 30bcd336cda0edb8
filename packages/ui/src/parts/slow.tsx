import { Progress, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../language/words.ts'

/** Anything that lasts longer says that it is at work, ms. */
const PATIENCE = 1_000

interface SlowProps {
  /** What is being done, as a sentence. */
  readonly label?: string
  /** 0 to 1 when known. */
  readonly part?: number
}

/** Says that work is going on, once it has lasted a second: shorter work would only flicker. */
export function Slow({ label, part }: SlowProps) {
  const words = useWords()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  const text = label ?? words.say('ui.working')
  return (
    <Stack gap={6} role="status" py="md" maw="28rem">
      <Text size="sm">
        {text}
        {part !== undefined && ` ${words.number(part, { style: 'percent' })}`}
      </Text>
      <Progress value={part === undefined ? 100 : part * 100} animated={part === undefined} aria-label={text} />
    </Stack>
  )
}
