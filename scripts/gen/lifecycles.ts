import type { Lifecycle, Module } from '@nansen/model'

/** Every lifecycle as a diagram (Mermaid, which forges and editors draw) and as a table of its moves. */
export function lifecyclesPage(modules: readonly Module[]): string {
  const parts = modules.flatMap(({ name, lifecycle }) =>
    lifecycle ? [`## ${name}: ${lifecycle.record}\n\n${diagram(lifecycle.table)}\n\n${table(lifecycle.table)}`] : [],
  )
  return `# Lifecycles\n\nWritten by \`npm run gen\` from the modules' definitions. Do not edit.\n\n${parts.join('\n\n')}\n`
}

type Table = Lifecycle<string, string>

function diagram(table: Table): string {
  const arrows = Object.entries(table.moves).flatMap(([name, move]) =>
    move.from.map(from => `  ${id(from)} --> ${id(move.to)}: ${name}`),
  )
  const names = table.states.filter(state => id(state) !== state).map(state => `  state "${state}" as ${id(state)}`)
  return ['```mermaid', 'stateDiagram-v2', ...names, `  [*] --> ${id(table.initial)}`, ...arrows, '```'].join('\n')
}

/** Mermaid takes no hyphen in a state's name. */
const id = (state: string): string => state.replaceAll('-', '_')

function table(table: Table): string {
  const rows = Object.entries(table.moves).map(
    ([name, { from, to, by, needs = [], otherThan = [] }]) =>
      `| ${name} | ${from.join(', ')} | ${to} | ${by} | ${needs.join(', ')} | ${otherThan.join(', ')} |`,
  )
  return [
    '| move | from | to | needs the right to | filled before | never by the person in |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
