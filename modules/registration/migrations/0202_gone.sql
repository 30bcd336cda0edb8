-- A module that confirms that people have left writes it through the database, as one that determines status does (0093): whoever confirms there
-- holds nothing in registration, and whether they may was judged where they did.

-- People of whom a departure is confirmed are no longer counted: status, membership, the group's own words, the event beside each, and what
-- follows in other cases. Who is not counted any more is left alone. A focal point who leaves others behind needs a successor first: that is
-- chosen at registration. Returns how many left. For functions of modules: nobody may call it.
create function registration.gone(people uuid[], reason text, on_day date, by_module text, by_case uuid, source text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  leaving uuid[];
  groups uuid[];
begin
  if reason not in ('relocation-departed', 'family-reunification-departed', 'readmission-departed', 'return-departed', 'humanitarian-visa',
      'labour-mobility', 'private-sponsorship', 'education-pathway', 'resettlement-departed', 'voluntary-repatriation') then
    raise exception using errcode = '23514', message = 'not a departure that a module confirms', column = 'reason';
  end if;
  if on_day > cases.now()::date + 1 then
    raise exception using errcode = '23514', message = 'nobody has left on a day to come', column = 'departed_on';
  end if;
  -- in the order of their ids, as registration.lock_groups: commands that meet wait, and never for one another
  perform g.id from registration.registration_group g
  where g.id in (select m.parent_id from registration.membership m where m.individual = any (people) and m.member_to is null and m.withdrawn_at is null)
  order by g.id for update;
  leaving := array(select i.id from registration.individual i
    where i.id = any (people) and i.process_status in ('active', 'hold') order by i.id for update);
  if leaving = '{}' then return 0; end if;
  groups := array(select distinct m.parent_id from registration.membership m
    where m.individual = any (leaving) and m.member_to is null and m.withdrawn_at is null);
  if exists (
    select from registration.membership m
    where m.parent_id = any (groups) and m.member_to is null and m.withdrawn_at is null
    group by m.parent_id
    having bool_or(m.focal_point and m.individual = any (leaving)) and bool_or(m.individual <> all (leaving))) then
    raise exception using errcode = '23514', message = 'who stays needs a focal point first', column = 'successor';
  end if;
  update registration.membership m set member_to = greatest(m.member_from, on_day), left_because = 'departure'
  where m.individual = any (leaving) and m.member_to is null and m.withdrawn_at is null;
  insert into registration.status_change (id, parent_id, status, reason, effective_on)
  select cases.new_id(), i.id, 'inactive', gone.reason, greatest(on_day, i.registered_on) from registration.individual i where i.id = any (leaving);
  update registration.individual i set process_status = 'inactive', process_status_on = greatest(on_day, i.registered_on) where i.id = any (leaving);
  update registration.registration_group g set
    size = now_in.many, focal_point = case when now_in.many > 0 then g.focal_point end,
    process_status = case when now_in.some_active then 'active' when now_in.many > 0 then 'hold' else 'inactive' end
  from (
    select w.id, count(m.id)::int as many, coalesce(bool_or(i.process_status = 'active'), false) as some_active
    from unnest(groups) w (id)
    left join registration.membership m on m.parent_id = w.id and m.member_to is null and m.withdrawn_at is null
    left join registration.individual i on i.id = m.individual group by w.id) now_in
  where g.id = now_in.id;
  insert into registration.life_event (id, parent_id, kind, happened_on, source)
  select cases.new_id(), p, 'departure', on_day::text, gone.source from unnest(leaving) p;
  if auth.staff() is not null then
    perform audit.read('registration', 'change', 'individual', leaving || by_case, '{process_status}', 'departure confirmed in ' || by_module);
  end if;
  perform cases.tell_all('registration.status-inactive', leaving, on_day);
  perform cases.tell_all('registration.departure', leaving, on_day);
  return cardinality(leaving);
end $$;
revoke execute on function registration.gone(uuid[], text, date, text, uuid, text) from public;
