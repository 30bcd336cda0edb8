import type { Field, RecordDefinition } from '@nansen/model'
import { useAsk } from '@nansen/ui'
import { BESIDE_QUESTIONS, type Levels, USUAL_LEVELS } from '../../levels.ts'

interface Asking {
  readonly levels: Levels
  /** Where the office is, once the server has said so. */
  readonly country: string | null
}
const USUAL: Asking = { levels: USUAL_LEVELS, country: null }

/** The questions of an office's levels: as usual until the server has said otherwise, and always the same list while they are the same. */
export const useLevels = (officeId: string): Asking =>
  useAsk<Asking>('registration.levels', { officeId }, { enabled: officeId !== '' }).data ?? USUAL

type Asked = readonly (readonly [string, Field<unknown>])[]

/** Those questions that are fields of this record, in their order. `prefix`: before the names of its fields. */
export const fieldsAsked = (definition: RecordDefinition, questions: readonly string[], prefix = ''): Asked =>
  questions.flatMap(question => {
    const name = question.startsWith(prefix) ? question.slice(prefix.length) : ''
    const field = Object.hasOwn(definition.fields, name) ? definition.fields[name] : undefined
    return field === undefined || field.derived || field.sensitivity === 'sealed' ? [] : [[name, field] as const]
  })

/** Those questions that are records beside a person, in the order in which they are usually told. */
export const besideAsked = (questions: readonly string[]): readonly string[] =>
  BESIDE_QUESTIONS.filter(record => questions.includes(record))
