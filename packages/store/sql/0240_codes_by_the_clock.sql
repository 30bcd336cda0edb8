-- Whether a code is in force, and whether a day is past, is asked of the clock that everything about cases follows (0031), no longer of the computer's day.

-- As before (0050), by that clock.
create or replace function ref.ask_code(country text, list text, code text, label jsonb, stands_for text, valid_from date, valid_to date, because text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if not ref.keeps_lists(ask_code.country) then raise exception using errcode = '42501', message = 'not-allowed'; end if;
  if not exists (select from ref.extensible e where e.list = ask_code.list) then
    raise exception using errcode = '23514', message = 'nothing is added to this list', column = 'list';
  end if;
  if not exists (select from ref.code c where c.list = ask_code.list and c.code = ask_code.stands_for and c.country is null and c.valid_to is null) then
    raise exception using errcode = '23514', message = 'not in the list', column = 'stands_for';
  end if;
  -- what records already say stays sayable of the days before
  if ask_code.valid_to < cases.now()::date then raise exception using errcode = '23514', message = 'a day that is past', column = 'valid_to'; end if;
  insert into ref.code_version (country, list, code, label, stands_for, valid_from, valid_to, because, asked_by)
  values (ask_code.country, ask_code.list, ask_code.code, ask_code.label, ask_code.stands_for, ask_code.valid_from, ask_code.valid_to,
    ask_code.because, auth.staff()) returning id into made;
  return made;
end $$;

-- As before (0050), by that clock.
create or replace function ref.check_codes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  values_now jsonb := to_jsonb(new);
  values_before jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  given jsonb;
  before jsonb;
  today date := cases.now()::date;
begin
  for i in 0 .. tg_nargs - 1 by 2 loop
    given := values_now -> tg_argv[i];
    before := coalesce(values_before -> tg_argv[i], 'null');
    continue when given = 'null' or given = before;
    if jsonb_typeof(given) = 'string' then given := jsonb_build_array(given); end if;
    if jsonb_typeof(before) <> 'array' then before := jsonb_build_array(before); end if;
    if exists (
      select from jsonb_array_elements_text(given) each
      where not before ? each and not exists (
        select from ref.code c where c.list = tg_argv[i + 1] and c.code = each
          and (c.valid_from is null or c.valid_from <= today) and (c.valid_to is null or c.valid_to > today)
          and (c.country is null or c.country = (select o.country from auth.office o where o.id = (values_now ->> 'office_id')::uuid)))
    ) then
      raise exception using errcode = '23514', message = 'not in the list', column = tg_argv[i];
    end if;
  end loop;
  return new;
end $$;
