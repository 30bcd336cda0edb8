import { Alert, Anchor, List } from '@mantine/core'
import type { FieldProblem } from '@nansen/kernel'
import type { Module } from '@nansen/model'
import { useEffect, useRef } from 'react'
import { useWords, type Words } from '../language/words.ts'
import { sayProblem } from '../parts/sayRefusal.ts'
import { anchorOf } from './answers.ts'

interface ProblemSummaryProps {
  readonly module: Module
  readonly record: string
  readonly problems: readonly FieldProblem[]
  /** What an answer is called, where the form is of more than one record. Default: by the record's labels. */
  readonly called?: (path: string) => string
  /** Leads to the answer, where it may be folded away. Default: `focusAnswer`. */
  readonly onGo?: (path: string) => void
}

/** All that is wrong, at the head of the form, each a link to its answer. Read out when it appears. */
export function ProblemSummary({ module, record, problems, called, onGo = focusAnswer }: ProblemSummaryProps) {
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // what it returns is a promise in newer browsers, and an effect returns its end or nothing
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <Alert
      ref={box}
      color="brick"
      variant="light"
      role="alert"
      className="nansen-alert"
      title={words.say('form.problems', { count: problems.length })}
      mb="md"
    >
      <List size="sm" spacing={4}>
        {problems.map(problem => (
          <List.Item key={problem.path}>
            <Anchor
              href={`#${anchorOf(problem.path)}`}
              onClick={event => {
                event.preventDefault()
                onGo(problem.path)
              }}
            >
              {called?.(problem.path) ?? nameOf(module, record, problem.path, words)}
            </Anchor>
            {': '}
            {sayProblem(problem, words)}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** Puts the cursor where the problem is. */
export function focusAnswer(path: string): void {
  const answer = document.getElementById(anchorOf(path))
  answer?.focus()
  answer?.scrollIntoView({ block: 'center' })
}

/** `document.0.number` -> "Identity document 1, number". */
function nameOf(module: Module, record: string, path: string, words: Words): string {
  const [child = '', index, field] = path.split('.')
  if (index === undefined || field === undefined) return words.field(module.name, record, path)
  return `${words.record(module.name, child)} ${Number(index) + 1}, ${words.field(module.name, child, field)}`
}
