import { type FieldProblem, invalid, type Refusal } from '@nansen/kernel'
import { type Module, problemsIn } from '@nansen/model'
import type { FastifyRequest, FastifySchemaValidationError } from 'fastify'

interface Where {
  readonly module: Module
  readonly record: string
  readonly mode: 'create' | 'change'
  /** The part of the body that holds the record. */
  readonly part: 'values' | 'patch'
}

/**
 * A body that broke its schema: the definition says what is wrong with which field in words that name the remedy; where it finds nothing
 * (the frame around the record is broken) the schema's own findings are given.
 * @throws Refusal `invalid`, or nothing when the body fits.
 */
export function refuseUnfit(request: FastifyRequest, { module, record, mode, part }: Where): void {
  if (request.validationError === undefined) return
  const said = (request.body as Readonly<Record<string, unknown>> | null)?.[part]
  const isObject = typeof said === 'object' && said !== null && !Array.isArray(said)
  const problems = isObject ? problemsIn(module, record, said as Record<string, unknown>, { mode }) : []
  throw problems.length > 0 ? invalid(problems) : unfit(request.validationError.validation ?? [])
}

/** More than a person reads. */
const MOST_FINDINGS = 200

/** What the schema found, as problems of fields; the values themselves are not repeated. */
export function unfit(findings: readonly FastifySchemaValidationError[]): Refusal {
  const problems = new Map<string, FieldProblem>()
  for (const { instancePath, keyword, params } of findings.slice(0, MOST_FINDINGS)) {
    const { missingProperty, additionalProperty } = params as { missingProperty?: string; additionalProperty?: string }
    const path = [...instancePath.split('/').slice(1), missingProperty ?? additionalProperty ?? '']
      .filter(Boolean)
      .join('.')
    const field = path.replace(/^(values|patch|input)\./, '')
    if (!problems.has(field)) problems.set(field, { path: field, problem: PROBLEMS[keyword] ?? 'problem.value' })
  }
  return invalid([...problems.values()])
}

const PROBLEMS: Readonly<Record<string, string>> = {
  required: 'problem.required',
  minLength: 'problem.required',
  additionalProperties: 'problem.unknown-field',
  maxLength: 'problem.too-long',
  enum: 'problem.not-in-list',
}
