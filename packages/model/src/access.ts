/** Staff roles (never database logins). domain.md 21.2, completed. */
export const ROLES = [
  'reception_clerk',
  'registration_officer',
  'registration_supervisor',
  'adjudicator',
  'rsd_officer',
  'rsd_reviewer',
  'resettlement_officer',
  'resettlement_reviewer',
  'child_protection_caseworker',
  'best_interests_panel',
  'gbv_caseworker',
  'protection_officer',
  'fraud_focal_point',
  'psea_focal_point',
  'distribution_clerk',
  'partner_caseworker',
  'government_rsd_officer',
  'voluntary_return_officer',
  'data_analyst',
  'interpreter',
  'hotline_officer',
  'head_of_office',
  'data_protection_officer',
  'system_administrator',
  'auditor',
] as const
export type Role = (typeof ROLES)[number]

/**
 * What can be done. `see`: that the person is known, as a summary. `flag`: add without reading what others added.
 * `approve`: the second pair of eyes. `reveal`: open an image or an unmasked value.
 */
export const ACTIONS = [
  'see',
  'read',
  'create',
  'change',
  'flag',
  'approve',
  'print',
  'export',
  'merge',
  'transfer',
  'reveal',
] as const
export type Action = (typeof ACTIONS)[number]

/** On which rows: the assignment's own office, the offices below it, its country, everywhere, rows one owns, or cases one was given. */
export const SCOPES = ['own', 'team', 'office', 'subtree', 'country', 'global', 'case'] as const
export type Scope = (typeof SCOPES)[number]

/**
 * How much of a row. `summary` = number, display name, sex, year of birth, thumbnail, office, process status. `minimum` = summary,
 * the group members' summaries and safe contact. `stage` = stage and next date. `personal` and `protected`: see `Sensitivity`.
 */
export const LEVELS = ['summary', 'minimum', 'stage', 'personal', 'protected'] as const
export type Level = (typeof LEVELS)[number]

export interface Grant {
  readonly action: Action
  readonly scope: Scope
  readonly level: Level
  /** Purposes of the session for which it holds; absent means any. */
  readonly purposes?: readonly string[]
}

/** One module's column of the access matrix. A role that is absent has nothing: the module does not exist for it. */
export type Column = Readonly<Partial<Record<Role, readonly Grant[]>>>

const levelsUpTo = (level: Level): readonly Level[] => (level === 'protected' ? ['personal', 'protected'] : [level])
const grants = (actions: readonly Action[], scope: Scope, level: Level): readonly Grant[] =>
  actions.flatMap(action => levelsUpTo(level).map(each => ({ action, scope, level: each })))

/** `S`: that it exists, as a summary. */
export const summary = (scope: Scope): readonly Grant[] => grants(['see'], scope, 'summary')
/** `R min`: summary, the group's summaries, and safe contact. */
export const minimum = (scope: Scope): readonly Grant[] => [...summary(scope), ...grants(['see'], scope, 'minimum')]
/** `S stage`: which stage, and the next date. */
export const stage = (scope: Scope): readonly Grant[] => [...summary(scope), ...grants(['see'], scope, 'stage')]
/** `R`: read in full up to the level. Reading includes seeing. */
export const read = (scope: Scope, level: Level = 'personal'): readonly Grant[] => [
  ...minimum(scope),
  ...grants(['read'], scope, level),
]
/** `W`: read, create, change and print. */
export const write = (scope: Scope, level: Level = 'personal'): readonly Grant[] => [
  ...read(scope, level),
  ...grants(['create', 'change', 'print'], scope, level),
]
/** `A`: write, and be the second pair of eyes. */
export const approve = (scope: Scope, level: Level = 'personal'): readonly Grant[] => [
  ...write(scope, level),
  ...grants(['approve', 'merge', 'transfer'], scope, level),
]
/** May add a code and not read those of others. */
export const flag = (scope: Scope): readonly Grant[] => grants(['flag'], scope, 'personal')
/** Any other combination, said in full. */
export const grant = (action: Action, scope: Scope, level: Level = 'personal'): readonly Grant[] =>
  grants([action], scope, level)
