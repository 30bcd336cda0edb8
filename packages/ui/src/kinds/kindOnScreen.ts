import type { Field } from '@nansen/model'
import type { ReactNode } from 'react'

/** Where a field stands: its module and record name its labels. */
export interface FieldPlace {
  readonly module: string
  readonly record: string
  readonly name: string
  readonly field: Field<unknown>
}

export interface InputProps<T> extends FieldPlace {
  /** Also the anchor that the summary of problems jumps to. */
  readonly id: string
  readonly label: string
  readonly value: T | null
  /** Null: not answered. */
  readonly onChange: (value: T | null) => void
  /** What is wrong with the answer, in the reader's language, or null. */
  readonly problem: string | null
  readonly disabled?: boolean
  readonly autoFocus?: boolean
  /** Says what is wrong with text that has no value yet, such as half a date; null when all is well again. */
  readonly onProblem?: (problem: string | null) => void
}

export interface OutputProps<T> extends FieldPlace {
  readonly value: T
}

/** A kind on screen is a pair, and nothing else. `Output` is never given null: an empty answer is drawn by its screen. */
export interface KindOnScreen<T> {
  Input(props: InputProps<T>): ReactNode
  Output(props: OutputProps<T>): ReactNode
}
