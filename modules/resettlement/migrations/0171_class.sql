-- The class of vulnerability that was confirmed of these people's households, where it is one of the two that put somebody before others: the word alone,
-- without answers and score (decision 0190). Asked of people whom the asker may put forward, and of nobody else.
create function resettlement.most_vulnerable(people uuid[]) returns table (individual uuid, class text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id, case when bool_or(k.value = 'severe') then 'severe' else 'high' end
  from registration.individual i join cases.marker k on k.individual = i.id and k.name = 'vulnerability.class' and k.value in ('severe', 'high')
  where i.id = any (people) and i.office_id = any ((select auth.reach('resettlement', 'create', 'personal'))::uuid[])
  group by i.id
$$;
revoke execute on function resettlement.most_vulnerable(uuid[]) from public;
grant execute on function resettlement.most_vulnerable(uuid[]) to nansen_app;
