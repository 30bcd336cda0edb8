import type { Module } from '@nansen/model'
import { asSession, createRecord, type Query, runQuery, type Store } from '@nansen/store'
import type pg from 'pg'
import { median } from './policies.ts'
import type { Officer, Person } from './population.ts'
import { REMARK } from './work.ts'

/** The same act with its rows of audit and history, and without: medians in milliseconds, in turns, one after another. */
export interface Noted {
  readonly name: string
  readonly withAudit: number
  readonly without: number
}

/** What the product does for an act, without HTTP. */
export interface Acts {
  readonly registration: Module
  readonly queries: readonly Query[]
}

/** How the audit's function was before it was silenced: a bench that was killed in between is put right by the next. */
const KEPT = `create table if not exists public.bench_kept (definition text not null)`

/** Turns taken before the audit is switched off or on again. */
const IN_A_ROW = 20

/** Only ever in a database of invented people, by its owner. */
export async function auditCost(
  store: Store,
  owner: pg.Client,
  officer: Officer,
  acts: Acts,
  rounds: number,
): Promise<readonly Noted[]> {
  await owner.query(KEPT)
  await listen(owner)
  const works = [
    ["a person's page", asking(acts, 'registration.person', ({ id }) => ({ id }))],
    ['search by name', asking(acts, 'registration.search', ({ name }) => ({ text: name }))],
    ['a saved remark', saving(acts)],
  ] as const
  const noted: Noted[] = []
  try {
    for (const [name, work] of works) {
      const times: { readonly on: number[]; readonly off: number[] } = { on: [], off: [] }
      for (let round = 0; round <= rounds; round++) {
        for (const way of ['on', 'off'] as const) {
          await (way === 'on' ? listen(owner) : silence(owner))
          const taken = await timesOf(store, officer, work)
          if (round > 0) times[way].push(...taken) // the first round makes the plans
        }
      }
      noted.push({ name, withAudit: median(times.on), without: median(times.off) })
    }
  } finally {
    await listen(owner)
  }
  return noted
}

type Act = (store: Store, token: string, person: Person) => Promise<unknown>

const asking =
  ({ queries }: Acts, name: string, input: (person: Person) => object): Act =>
  (store, token, person) => {
    const query = queries.find(each => each.name === name)!
    return runQuery(store, token, query, { input: input(person) })
  }

const saving =
  ({ registration }: Acts): Act =>
  (store, token, { id }) =>
    asSession(store, token, {}, (tx, asker) =>
      createRecord(tx, asker, registration, 'note', { parent_id: id, about: 'other', text: REMARK }),
    )

async function timesOf(store: Store, { token, people }: Officer, act: Act): Promise<readonly number[]> {
  const times: number[] = []
  for (let turn = 0; turn < IN_A_ROW; turn++) {
    const start = performance.now()
    await act(store, token, people[turn % people.length]!)
    times.push(performance.now() - start)
  }
  return times
}

async function silence(owner: pg.Client): Promise<void> {
  await owner.query(`begin;
    insert into public.bench_kept select pg_get_functiondef('audit.read'::regproc);
    create or replace function audit.read(module text, action text, record text, ids uuid[], fields text[], reason text) returns void
      language plpgsql security definer set search_path = pg_catalog, pg_temp as 'begin end';
    alter table registration.note disable trigger z_log;
    commit`)
}

async function listen(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ definition: string }>('select definition from public.bench_kept limit 1')
  if (rows[0]) await owner.query(rows[0].definition)
  await owner.query('alter table registration.note enable trigger z_log; delete from public.bench_kept')
}
