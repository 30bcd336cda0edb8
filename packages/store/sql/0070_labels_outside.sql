-- What a code is called where it leaves the operation: an operation's own one with the shared code it stands for, `Potter (Crafts)`.
create function ref.label_outside(list text, code text, language text) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(c.label ->> language, c.label ->> 'en')
    || coalesce(' (' || coalesce(s.label ->> language, s.label ->> 'en') || ')', '')
  from ref.code c left join ref.code s on s.list = c.list and s.code = c.stands_for
  where c.list = label_outside.list and c.code = label_outside.code
$$;
revoke execute on function ref.label_outside(text, text, text) from public;
grant execute on function ref.label_outside(text, text, text) to nansen_app;
