import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { afterCaseAct } from './afterCaseAct.ts'

/** On a page that shows all of these, which are asked again at once, and which are known to be old. */
async function after(module: string, keys: readonly (readonly unknown[])[]) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  const asked: string[] = []
  const seen = keys.map(queryKey => {
    const told = queryKey.join(' ')
    client.setQueryData(queryKey, 'before')
    const queryFn = () => {
      asked.push(told)
      return 'after'
    }
    const stop = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined)
    return { told, queryKey, stop }
  })
  await afterCaseAct(client, module)
  const old = seen.filter(({ queryKey }) => client.getQueryState(queryKey)?.isInvalidated).map(({ told }) => told)
  for (const { stop } of seen) stop()
  return { asked, old }
}

test('after an act on a case its own answers are asked again, what others may have become is remembered, and names stay', async () => {
  const { asked, old } = await after('rsd', [
    ['record', 'rsd', 'file', '1'],
    ['records', 'rsd', 'fact', '1'],
    ['papers', 'rsd', 'file', '1'],
    ['query', 'rsd.officials'],
    ['query', 'cases.page'],
    ['query', 'cases.myDay'],
    ['record', 'registration', 'individual', '2'],
    ['query', 'registration.card'],
    ['query', 'rsdesk.other'],
    ['colleague', '3'],
    ['codes', 'need'],
    ['offices'],
  ])
  expect(asked.toSorted()).toEqual([
    'papers rsd file 1',
    'query cases.myDay',
    'query cases.page',
    'query rsd.officials',
    'record rsd file 1',
    'records rsd fact 1',
  ])
  expect(old.toSorted()).toEqual(['query registration.card', 'query rsdesk.other', 'record registration individual 2'])
})
