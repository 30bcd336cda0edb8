import type { Module } from '@nansen/model'
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Answers by the module they are of: one record, lists, papers and sums. */
const OF_A_MODULE = ['record', 'records', 'papers', 'measure']
/** Names and lists that no act on a case changes. */
const NAMES = ['codes', 'offices', 'colleague']

const named = (key: QueryKey): readonly [string, string] => [String(key[0]), String(key[1])]

/** Whether an act on a case of this module may have changed the answer. */
function isTouched(key: QueryKey, module: string): boolean {
  const [what, of] = named(key)
  if (OF_A_MODULE.includes(what)) return of === module
  return what === 'query' && (of.startsWith(`${module}.`) || of.startsWith('cases.'))
}

/**
 * After an act on a case: what is on the page and may have changed is asked again at once; everything else is only remembered to be old, and asked
 * when somebody goes there. A case's page asks some thirty questions: were all asked after each act, two quick acts would meet the limit.
 */
export async function afterCaseAct(client: QueryClient, module: string): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey }) => !isTouched(queryKey, module) && !NAMES.includes(named(queryKey)[0]),
    refetchType: 'none',
  })
  await client.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, module) })
}

/** After an act on a record of this module; of a module without cases anything may have followed. */
export const afterAct = (client: QueryClient, module: Module): Promise<void> =>
  module.case === null ? client.invalidateQueries() : afterCaseAct(client, module.name)
