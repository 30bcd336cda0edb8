import { type Column, type Grant, ROLES } from '@nansen/model'

/** Who may do what, module by module, as the database loads it. For the rights manual, and for review: a diff here is a decision. */
export function accessMatrixPage(columns: Readonly<Record<string, Column>>): string {
  const parts = Object.entries(columns).map(([module, column]) => `## ${module}\n\n${table(column)}`)
  return `# Who may do what

Written by \`npm run gen\` from each module's \`access.ts\`. Do not edit. A role that is absent has nothing: for it the module does not exist.

Where: *own* rows one owns, *team*, *office* of the assignment, *subtree* the offices below it too, its *country*, *global* everywhere,
*case* what one was given. How much: *summary* number, name, sex, year of birth, office; *minimum* the group and safe contact as well;
*stage* which stage and the next date; *personal* the record; *protected* what is kept apart from it.

${parts.join('\n\n')}
`
}

function table(column: Column): string {
  const roles = ROLES.filter(role => column[role])
  if (roles.length === 0) return 'Nobody yet.'
  const rows = roles.map(role => `| ${role.replaceAll('_', ' ')} | ${sentences(column[role] ?? [])} |`)
  return ['| role | may |', '|---|---|', ...rows].join('\n')
}

/** Grants of the same scope, level and purposes in one line: `office: read, create (personal)`. */
function sentences(grants: readonly Grant[]): string {
  const lines = new Map<string, Set<string>>()
  for (const { action, scope, level, purposes } of grants) {
    const key = `${scope}|${level}|${purposes?.join(' or ') ?? ''}`
    lines.set(key, (lines.get(key) ?? new Set()).add(action))
  }
  return [...lines]
    .map(([key, actions]) => {
      const [scope, level, purposes] = key.split('|')
      return `${scope}: ${[...actions].join(', ')} (${level}${purposes ? `, for ${purposes}` : ''})`
    })
    .join('<br>')
}
