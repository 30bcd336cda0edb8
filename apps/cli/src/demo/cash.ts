import type pg from 'pg'

/** Where money is paid, by whom its file was made, and by whom it was approved. */
const OFFICE = 'FAR'
const CLERK = 'abakar@demo.nansen'
const HEAD = 'abdoulaye@demo.nansen'
/** Of four families so many have told an account. */
const TOLD_OF_FOUR = 3

/** Money for repairs after the rain: the file went to the bank, which answered for most; one number is of no payment. */
export async function payCash(client: pg.Client, today: string): Promise<void> {
  const staff = (email: string) => `(select s.id from auth.staff s where s.email = '${email}')`
  const { rows } = await client.query<{ cycle: string }>(
    `with programme as (
       insert into assistance.programme (id, office_id, name, kind, partner, running)
       select gen_random_uuid(), o.id, 'Repairs after the rain', 'cash', null, true from auth.office o where o.code = $1 returning id, office_id),
     rule as (
       insert into assistance.entitlement (id, parent_id, office_id, item, measure, quantity, per, most)
       select gen_random_uuid(), p.id, p.office_id, 'Cash', 'currency', 6000, 'person', 30000 from programme p)
     insert into assistance.cycle (id, office_id, programme, period, cut_off)
     select gen_random_uuid(), p.office_id, p.id, date_trunc('month', $2::date)::date, date_trunc('month', $2::date)::date from programme p
     returning id as cycle`,
    [OFFICE, today],
  )
  const cycle = rows[0]?.cycle
  if (cycle === undefined) return
  await client.query(
    `update assistance.cycle c set state = 'frozen', families = w.families, people = w.people, sha256 = w.sha256, frozen_by = ${staff(CLERK)}
     from assistance.write_list($1) w where c.id = $1`,
    [cycle],
  )
  await client.query(
    `insert into assistance.account (id, family, channel, account, told_at, written_by)
     select gen_random_uuid(), l.family, 'mobile', '+235 66 ' || lpad((('x' || left(md5(l.number), 6))::bit(24)::int % 1000000)::text, 6, '0'), now(), ${staff(CLERK)}
     from assistance.list_entry l where l.cycle = $1 and ('x' || left(md5(l.number), 4))::bit(16)::int % 4 < $2`,
    [cycle, TOLD_OF_FOUR],
  )
  await client.query(
    `with plan as (
       insert into assistance.plan (id, office_id, cycle, number, currency, payments, total, without_account, sha256, made_by, decision, decided_by)
       select gen_random_uuid(), c.office_id, c.id, 'PF-' || upper(left(md5(c.id::text), 8)), 'XAF', 0, 0, 0, '-', ${staff(CLERK)}, 'approved', ${staff(HEAD)}
       from assistance.cycle c where c.id = $1 returning id, number)
     insert into assistance.payment
       (id, plan, entry, office_id, family_number, payee, number, payee_name, channel, account, amount)
     select gen_random_uuid(), p.id, l.id, l.office_id, l.number, l.collector,
       p.number || '-' || lpad((row_number() over (order by l.number))::text, 6, '0'), i.display_name, a.channel, a.account,
       (l.items -> 0 ->> 'quantity')::numeric
     from plan p, assistance.list_entry l join assistance.account a on a.family = l.family
     join registration.individual i on i.id = l.collector where l.cycle = $1 and l.restriction_group is null`,
    [cycle],
  )
  await answer(client, cycle, today)
}

/** One of ten failed, two of ten are not answered yet, and one line is about no payment. */
async function answer(client: pg.Client, cycle: string, today: string): Promise<void> {
  await client.query(
    `update assistance.payment p set outcome = case right(p.number, 1) when '7' then 'failed' else 'paid' end,
       reason = case right(p.number, 1) when '7' then 'Number not in service' end, on_day = $2::date
     from assistance.plan x where x.id = p.plan and x.cycle = $1 and right(p.number, 1) not in ('8', '9')`,
    [cycle, today],
  )
  await client.query(
    `with paid as (
       insert into assistance.collection (id, office_id, cycle, entry, family_number, collector, taken_by, verified, partial, given_at)
       select p.id, p.office_id, x.cycle, p.entry, p.family_number, p.payee, 'collector', 'number', false, now()
       from assistance.payment p join assistance.plan x on x.id = p.plan where x.cycle = $1 and p.outcome = 'paid' returning id, entry)
     insert into assistance.given (id, parent_id, item, measure, quantity)
     select gen_random_uuid(), k.id, 'Cash', 'currency', p.amount from paid k join assistance.payment p on p.id = k.id`,
    [cycle],
  )
  await client.query(
    `with taken as (
       insert into assistance.answer (id, plan, sha256, lines, written_by, written_at)
       select gen_random_uuid(), x.id, md5(x.number), 1, x.made_by, now() from assistance.plan x where x.cycle = $1 returning id, plan)
     insert into assistance.question (id, plan, answer, line, number, problem, said)
     select gen_random_uuid(), t.plan, t.id, 1, 'PF-00000000-000001', 'no-such-number', '{}' from taken t`,
    [cycle],
  )
  await client.query(
    `update assistance.plan x set payments = s.n, total = s.total, paid = s.paid, failed = s.failed, questions = 1,
       without_account = (select count(*) from assistance.list_entry l where l.cycle = $1 and l.restriction_group is null
         and not exists (select from assistance.account a where a.family = l.family)),
       sha256 = encode(sha256(convert_to(assistance.payment_bytes(x.id), 'UTF8')), 'hex')
     from (select count(*) as n, coalesce(sum(p.amount), 0) as total, count(*) filter (where p.outcome = 'paid') as paid,
         count(*) filter (where p.outcome = 'failed') as failed
       from assistance.payment p join assistance.plan y on y.id = p.plan where y.cycle = $1) s
     where x.cycle = $1`,
    [cycle],
  )
}
