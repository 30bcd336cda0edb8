import type { Asked } from '../work.ts'

export interface CaseOfficer {
  readonly token: string
  /** Cases that they read. */
  readonly cases: readonly string[]
}
/** What the thread of clients is told. */
export interface CaseClients {
  readonly origin: string
  readonly officers: readonly CaseOfficer[]
  readonly clients: number
}

interface CaseWork {
  readonly name: string
  /** What a page asks at once. */
  readonly asked: (id: string) => readonly Asked[]
}

const get = (path: string): Asked => ({ method: 'GET', path, body: null })
const query = (name: string, input: Readonly<Record<string, string>>): Asked =>
  get(`/api/queries/${name}?${new URLSearchParams(input)}`)
const onCase = (name: string, id: string) => query(name, { module: 'needs', id })

export const CASE_WORKS: readonly CaseWork[] = [
  { name: 'the case itself', asked: id => [get(`/api/needs/need/${id}`)] },
  { name: 'what hangs on it', asked: id => [onCase('cases.page', id)] },
  { name: 'what it waits for', asked: id => [onCase('cases.readiness', id)] },
  {
    name: 'a case page, whole',
    asked: id => [get(`/api/needs/need/${id}`), onCase('cases.page', id), onCase('cases.readiness', id)],
  },
  { name: 'the queue', asked: () => [query('cases.queue', { module: 'needs' })] },
  { name: 'my day', asked: () => [query('cases.myDay', {})] },
]
