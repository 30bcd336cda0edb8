-- A task that a rule put for so many working days follows the calendar like a clock (decision 0171): what was left of it in working days when the calendar
-- changed is counted anew from that moment. Tasks that are over, and those to a moment that a person chose, stay.

-- Open tasks of a country that a day from `since` on can touch (null: all), with the working days that are left by the calendar as it is now.
create function cases.tasks_counted(of_country text, since date) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  found jsonb;
  counted jsonb := '[]';
begin
  for m in select x.name, x.definition -> 'events' as events from cases.module x
    where x.definition @? '$.events.*[*] ? (@.within.unit == "working-days")' order by x.name
  loop
    execute format('select jsonb_agg(jsonb_build_object(''module'', $4::text, ''id'', t.id, ''office'', t.office_id,
        ''left'', cases.working_days_left(cases.now(), t.due_at, t.office_id)) order by t.id)
      from %I.task t join auth.office o on o.id = t.office_id left join cases.calendar c on c.country = o.country
      where t.status = ''open'' and t.cause = ''event'' and t.withdrawn_at is null and t.due_at > cases.now()
        and o.country = $1 and ($2 is null or t.due_at >= $2 - 1)
        and (t.due_at at time zone coalesce(c.zone, ''UTC''))::time = ''00:00''
        and exists (select from jsonb_array_elements($3 -> t.because) r
          where r ->> ''task'' = t.kind and r #>> ''{within,unit}'' = ''working-days'')', m.name)
      into found using of_country, since, m.events, m.name;
    counted := counted || coalesce(found, '[]');
  end loop;
  return counted;
end $$;

-- Gives them as many working days by the calendar as it is now. Returns how many end at another moment.
create function cases.tasks_anew(counted jsonb) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  hit int;
  changed int := 0;
begin
  for one in select * from jsonb_to_recordset(counted) as t (module text, id uuid, office uuid, "left" int) loop
    execute format('update %I.task set due_at = $2 where id = $1 and due_at <> $2', one.module)
      using one.id, cases.due(cases.now(), jsonb_build_object('unit', 'working-days', 'amount', one."left"), one.office);
    get diagnostics hit = row_count;
    changed := changed + hit;
  end loop;
  return changed;
end $$;

-- As before (0130), and tasks that were put for so many working days.
create or replace function cases.answer_calendar(id uuid, agreed boolean, because text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked cases.calendar_version;
  me uuid := auth.staff();
  became text;
  since date;
  counted jsonb;
  many int;
begin
  select v.* into asked from cases.calendar_version v where v.id = answer_calendar.id and v.state = 'asked' for update;
  if asked.id is null or not ref.keeps_lists(asked.country) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  if asked.asked_by = me and agreed then raise exception using errcode = '42501', message = 'somebody else agrees'; end if;
  became := case when agreed then 'agreed' when asked.asked_by = me then 'withdrawn' else 'refused' end;
  if agreed then
    -- two that are agreed to at one moment work the clocks out one after the other
    perform pg_advisory_xact_lock(hashtext('cases.calendar ' || asked.country));
    since := (select min((d ->> 'day')::date) from jsonb_array_elements(asked.days) d);
    counted := cases.tasks_counted(asked.country, since);
    if asked.kind = 'week' then
      insert into cases.calendar values (asked.country, asked.weekend, asked.zone)
      on conflict (country) do update set weekend = excluded.weekend, zone = excluded.zone;
    elsif asked.kind = 'holidays' then
      insert into cases.holiday select distinct on (1, 2) asked.country, (d ->> 'day')::date, d -> 'label' from jsonb_array_elements(asked.days) d
      on conflict (country, day) do update set name = excluded.name;
    else
      delete from cases.holiday h where h.country = asked.country and h.day in (select (d ->> 'day')::date from jsonb_array_elements(asked.days) d);
    end if;
    many := cases.work_out_anew(asked.country, since) + cases.tasks_anew(counted);
  end if;
  update cases.calendar_version v set answered_by = me, answered_at = now(), answered_because = answer_calendar.because, state = became, clocks = many
  where v.id = asked.id;
  return became;
end $$;

revoke execute on function cases.tasks_counted(text, date), cases.tasks_anew(jsonb) from public;
