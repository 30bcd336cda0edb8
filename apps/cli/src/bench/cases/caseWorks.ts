import type { Asked } from '../work.ts'

export interface CaseOfficer {
  readonly token: string
  readonly officeId: string
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
  readonly asked: (id: string, officer: CaseOfficer) => readonly Asked[]
}

const get = (path: string): Asked => ({ method: 'GET', path, body: null })
const query = (name: string, input: Readonly<Record<string, string>>): Asked =>
  get(`/api/queries/${name}?${new URLSearchParams(input)}`)
const posted = (name: string, body: object): Asked => ({ method: 'POST', path: `/api/queries/${name}`, body })
/** The last quarter that is over. */
const lastQuarter = (): object => {
  const now = new Date()
  const ended = new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3 - 1)
  return { year: ended.getFullYear(), quarter: Math.floor(ended.getMonth() / 3) + 1 }
}
const week = (officeId: string, whose: string): Asked =>
  posted('cases.week', { officeId, day: new Date().toISOString().slice(0, 10), whose })
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
  { name: 'my week', asked: (_, { officeId }) => [week(officeId, 'mine')] },
  { name: 'the week of an office', asked: (_, { officeId }) => [week(officeId, 'office')] },
  { name: 'what colleagues carry', asked: () => [query('cases.caseload', { module: 'needs' })] },
  { name: 'suggested needs', asked: () => [posted('needs.suggestions', {})] },
  { name: 'cases in numbers', asked: () => [posted('reports.cases', lastQuarter())] },
]
