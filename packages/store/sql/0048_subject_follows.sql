-- Whom a case is about becomes a member when that is first said. Where two records prove to be one person, the member's own row is brought over, and goes
-- back with the rest when that is taken back: another row for the one who stays would be left behind.
create or replace function cases.after_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d jsonb := (select m.definition from cases.module m where m.name = tg_argv[0]);
  given jsonb := to_jsonb(new);
  before_row jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  entered boolean := tg_op = 'INSERT' or before_row ->> 'state' <> new.state;
  closed boolean := d -> 'closed' ? new.state;
begin
  if entered then
    execute format('insert into %I.stage (id, parent_id, from_state, to_state, entered_at, by_system) values (cases.new_id(), $1, $2, $3, $4, $5)',
      tg_argv[0]) using new.id, before_row ->> 'state', new.state, cases.now(), tg_argv[1] = 'system';
  end if;
  if given ->> 'subject' is not null and before_row ->> 'subject' is null then
    execute format('insert into %I.member (id, parent_id, individual, role, since)
      select cases.new_id(), $1, $2, $3, cases.now()::date
      where not exists (select from %I.member m where m.parent_id = $1 and m.individual = $2 and m.until is null and m.withdrawn_at is null)',
      tg_argv[0], tg_argv[0]) using new.id, (given ->> 'subject')::uuid, d -> 'roles' ->> 0;
  end if;
  perform cases.keep_clocks(tg_argv[0], d, before_row, given, entered, closed);
  if entered and closed then
    execute format('update %I.task set status = ''withdrawn'' where parent_id = $1 and status = ''open'' and cause in (''clock'', ''event'')', tg_argv[0])
      using new.id;
  end if;
  perform cases.keep_markers(tg_argv[0], new.id);
  return null;
end $$;
