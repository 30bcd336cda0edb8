import {
  type CaseDefinition,
  defineModule,
  type Lifecycle,
  type Module,
  type RecordDefinition,
  reference,
} from '@nansen/model'
import { caseProblems } from './caseProblems.ts'
import { CASE_FIELDS, caseRecords, SUBJECT } from './records.ts'

/** What a case module says of itself beside its records; everything but the first four may be absent. */
export interface CaseOptions
  extends Pick<CaseDefinition, 'infix' | 'roles' | 'closed'>,
    Partial<Omit<CaseDefinition, 'record' | 'infix' | 'roles' | 'closed'>> {}

interface CaseModuleOptions extends Pick<Module, 'name' | 'records' | 'access'> {
  /** The root record and its states and moves: every case has a lifecycle. */
  readonly lifecycle: { readonly record: string; readonly table: Lifecycle<string, string> }
  readonly case: CaseOptions
  /** Whether interviews may be recorded. Default false: a voice names who speaks. */
  readonly recordings?: boolean
  readonly documents?: Module['documents']
  readonly measures?: Module['measures']
  readonly menu?: Module['menu']
}

const FIRST_FORM = { version: 1 } as const
/** Two working days: ours. */
const ESCALATE_AFTER = { amount: 2, unit: 'working-days' } as const

/**
 * A module whose root record is a case: it gets a number, people, tasks, notes, watchers, links, clocks and a history of its states as child
 * records, and everything follows from them as from any record. The result is a plain `Module`, so that it costs the compiler nothing.
 * @throws Error naming everything in the definition that does not fit together.
 */
export function defineCaseModule(o: CaseModuleOptions): Module {
  const { record } = o.lifecycle
  const root = o.records[record]
  if (root === undefined) throw new Error(`${o.name}: its lifecycle names ${record}, which is no record of it`)
  const rules = ruleDefaults(record, o.case)
  const { [record]: _, ...own } = o.records
  const module = defineModule({
    name: o.name,
    records: {
      [record]: caseRoot(root, rules),
      ...caseRecords(o.name, record, rules.roles, o.recordings ?? false),
      ...own,
    },
    lifecycle: o.lifecycle,
    case: rules,
    access: o.access,
    documents: o.documents ?? {},
    measures: o.measures ?? { cases: { record, by: ['state'] } },
    menu: o.menu ?? null,
  }) as Module
  const problems = caseProblems(module, rules, Object.keys(own))
  if (problems.length > 0) throw new Error(`the case of ${o.name} does not fit together:\n  ${problems.join('\n  ')}`)
  return module
}

const ruleDefaults = (record: string, given: CaseOptions): CaseDefinition => ({
  record,
  subject: given.roles.length === 0 ? 'none' : 'required',
  signs: {},
  apart: [],
  ready: {},
  clocks: {},
  tasks: [],
  events: {},
  markers: {},
  links: [],
  approvals: [],
  alerts: {},
  form: FIRST_FORM,
  escalateAfter: ESCALATE_AFTER,
  ...given,
})

/** The module's own root record, with what every case has in front. */
function caseRoot(root: RecordDefinition, { subject }: CaseDefinition): RecordDefinition {
  const asked = subject === 'none' ? {} : { subject: subjectField(subject === 'optional') }
  const first = Object.keys(asked)
  return {
    ...root,
    fields: { ...asked, ...CASE_FIELDS, ...root.fields },
    title: ['number', ...root.title],
    listed: ['number', ...first, ...root.listed],
    presets: Object.fromEntries(Object.entries(root.presets).map(([name, fields]) => [name, [...first, ...fields]])),
  }
}

const subjectField = (optional: boolean) =>
  optional
    ? reference('registration.individual', { ...SUBJECT, optional: true })
    : reference('registration.individual', SUBJECT)
