import { Progress, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useWords } from '../language/words.ts'

/** Anything that lasts longer says that it is at work, ms. */
const PATIENCE = 1_000

interface SlowProps {
  /** What is being done, as a sentence. */
  readonly label?: string
  /** 0 to 1 when known. */
  readonly part?: number
  /** For what often lasts longer: grey lines stand where the answer will from the first moment. */
  readonly atOnce?: boolean
}

/** Lines of an answer that is not there yet, in shares of the page. */
const LINES = ['40%', '75%', '60%', '70%']

/** Says that work is going on, once it has lasted a second: shorter work would only flicker. */
export function Slow({ label, part, atOnce = false }: SlowProps) {
  const words = useWords()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  if (!shown && !atOnce) return null
  const text = label ?? words.say('ui.working')
  return (
    <Stack gap={6} role="status" py="md">
      {shown ? (
        <Stack gap={6} maw="28rem">
          <Text size="sm">
            {text}
            {part !== undefined && ` ${words.number(part, { style: 'percent' })}`}
          </Text>
          <Progress value={part === undefined ? 100 : part * 100} animated={part === undefined} aria-label={text} />
        </Stack>
      ) : (
        <VisuallyHidden>{text}</VisuallyHidden>
      )}
      {atOnce && LINES.map(width => <Skeleton key={width} height={18} width={width} mt="xs" />)}
    </Stack>
  )
}
