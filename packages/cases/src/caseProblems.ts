import type { AlertRule, CaseDefinition, ClockRule, EventRule, Lifecycle, Module, ReadyRule } from '@nansen/model'
import { CASE_FIELDS, CASE_RECORDS } from './records.ts'

interface Known {
  readonly module: Module
  readonly rules: CaseDefinition
  readonly table: Lifecycle<string, string>
  readonly fields: readonly string[]
}

/** Everything in a case's definition that names what is not there, as sentences. @param own the module's own child records. */
export function caseProblems(module: Module, rules: CaseDefinition, own: readonly string[]): readonly string[] {
  const table = module.lifecycle!.table
  const fields = Object.keys(module.records[rules.record]!.fields)
  const known: Known = { module, rules, table, fields }
  return [
    ...own.filter(name => CASE_RECORDS.some(each => each === name)).map(name => `${name} is a record of the platform`),
    ...(/^[A-Z]{2,5}$/.test(rules.infix) ? [] : [`the infix ${rules.infix} is not two to five capitals`]),
    ...strangers('a state', rules.closed, table.states),
    ...moveProblems(known),
    ...Object.entries(rules.clocks).flatMap(([name, clock]) => clockProblems(known, name, clock)),
    ...Object.entries(rules.events).flatMap(([name, list]) => list.flatMap(rule => eventProblems(known, name, rule))),
    ...markerProblems(known),
    ...Object.entries(rules.alerts).flatMap(([name, rule]) => alertProblems(known, name, rule)),
    ...strangers('a field', [...Object.keys(rules.form.since ?? {}), ...Object.keys(rules.form.until ?? {})], fields),
    ...(rules.subject !== 'none' && rules.roles.length === 0 ? ['a case with a subject needs a role for it'] : []),
  ]
}

const strangers = (what: string, named: readonly string[], among: readonly string[]): readonly string[] =>
  named.filter(name => !among.includes(name)).map(name => `${name} is not ${what}`)

function moveProblems({ module, rules, table, fields }: Known): readonly string[] {
  const moves = Object.keys(table.moves)
  const staff = fields.filter(name => module.records[rules.record]!.fields[name]!.refersTo === 'auth.staff')
  const ways = Object.entries(rules.signs).flatMap(([move, field]) =>
    (table.moves[move]?.from ?? []).map(from => ({ way: `${from}>${table.moves[move]!.to}`, field })),
  )
  const unclear = ways.filter(({ way, field }, i) =>
    ways.some((one, k) => k < i && one.way === way && one.field !== field),
  )
  return [
    ...strangers('a move', [...Object.keys(rules.signs), ...Object.keys(rules.ready)], moves),
    ...strangers('a field that names a colleague', [...Object.values(rules.signs), ...rules.apart.flat()], staff),
    ...unclear.map(({ way }) => `two moves ${way} sign in different fields`),
    ...Object.values(rules.ready).flatMap(list =>
      list.flatMap(rule => ruleProblems({ module, rules, table, fields }, rule)),
    ),
    ...fields
      .filter(name => name in CASE_FIELDS && !module.records[rules.record]!.fields[name]!.derived)
      .map(name => `${name} is a field of the platform`),
  ]
}

function ruleProblems({ module, rules, fields }: Known, rule: ReadyRule): readonly string[] {
  const given = strangers('a field', Object.keys(rule.when ?? {}), [...fields, 'state'])
  if (rule.asks === 'answered') return [...given, ...strangers('a field', rule.fields, fields)]
  if (rule.asks === 'clock') return [...given, ...strangers('a clock', [rule.clock], Object.keys(rules.clocks))]
  if ('marker' in rule)
    return [...given, ...(rule.marker.includes('.') ? [] : [`the marker ${rule.marker} names no module`])]
  const child = module.records[rule.of]
  if (child?.parent !== rules.record) return [...given, `${rule.of} is no child of the case`]
  const named = [...Object.keys(rule.where ?? {}), ...(rule.asks === 'each-member' ? [rule.by] : [])]
  return [...given, ...strangers(`a field of ${rule.of}`, named, Object.keys(child.fields))]
}

function clockProblems({ module, rules, table, fields }: Known, name: string, clock: ClockRule): readonly string[] {
  const { starts, runs, metBy = [], pausedIn = [], expires = {} } = clock
  const states = [...('entering' in starts ? starts.entering : []), ...metBy, ...pausedIn]
  const named = [...('answered' in starts ? [starts.answered] : []), ...('by' in runs ? [runs.by] : [])]
  const kinds = ['date', 'instant']
  const undated =
    'answered' in starts && !kinds.includes(module.records[rules.record]!.fields[starts.answered]?.kind ?? '')
  return [
    ...strangers('a state', states, table.states),
    ...strangers('a field', named, fields),
    ...(undated ? [`${name} starts by a field that is no date`] : []),
    ...strangers('a kind of task', expires.task === undefined ? [] : [expires.task], rules.tasks),
    ...systemMove(table, expires.move),
  ]
}

const systemMove = (table: Lifecycle<string, string>, move: string | undefined): readonly string[] =>
  move === undefined || table.moves[move]?.by === 'system' ? [] : [`${move} is not a move of the system`]

function eventProblems({ rules, table }: Known, name: string, rule: EventRule): readonly string[] {
  return [
    ...(/^[a-z_]+\.[a-z0-9-]+$/.test(name) ? [] : [`${name} is not the name of a happening`]),
    ...strangers('a role', rule.roles ?? [], rules.roles),
    ...strangers('a state', rule.in ?? [], table.states),
    ...(rule.does === 'task' ? strangers('a kind of task', [rule.task], rules.tasks) : []),
    ...(rule.does === 'move' ? systemMove(table, rule.move) : []),
  ]
}

const markerProblems = ({ rules, table, fields }: Known): readonly string[] =>
  Object.values(rules.markers).flatMap(marker => [
    ...strangers('a role', marker.roles ?? [], rules.roles),
    ...strangers('a state', 'states' in marker ? Object.keys(marker.states) : marker.in, table.states),
    ...('field' in marker ? strangers('a field', [marker.field], fields) : []),
  ])

function alertProblems({ module, rules, fields }: Known, name: string, rule: AlertRule): readonly string[] {
  if ('clock' in rule) return strangers('a clock', [rule.clock], Object.keys(rules.clocks))
  const kinds = ['date', 'instant']
  const { since } = rule
  const undated = since !== undefined && !kinds.includes(module.records[rules.record]!.fields[since]?.kind ?? '')
  const guarded = Object.keys(rule.where).filter(
    field => module.records[rules.record]!.fields[field]?.sensitivity === 'protected',
  )
  return [
    // who works on it is no question of the form: nobody is `null`
    ...strangers('a field', Object.keys(rule.where), [...fields, 'state', 'owner_id']),
    ...guarded.map(field => `the alert ${name} asks for ${field}, which is protected`),
    ...(undated ? [`the alert ${name} counts from a field that is no date`] : []),
  ]
}
