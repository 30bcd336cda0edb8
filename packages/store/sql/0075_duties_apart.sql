-- Who did one thing does not do the other: rules as data, beside the pairs of one row that definitions name (`apart`, `otherThan`). A rule says who acts
-- where, and where it is written what they must not have done before, on the same people or the same case. Listed for people in docs/duties-apart.md.
create table auth.duties_apart (
  name text primary key check (name ~ '^[a-z][a-z-]+$'),
  place text not null,       -- `schema.table` of the act
  who text not null,         -- its column that names who acts
  link text not null,        -- a column of the row, or `schema.function(row jsonb) returns setof uuid`: what the act is about
  before_place text not null,
  before_who text not null,
  before_key text not null,  -- the column there that holds what `link` gives
  only_where jsonb,          -- {column: [values]}: other rows there do not count
  in_force boolean not null default true
);
alter table auth.duties_apart enable row level security;
alter table auth.duties_apart force row level security;
create policy keeper on auth.duties_apart to nansen_migrator using (true) with check (true);

-- On the tables where somebody acts, after the row's stamp. What an installer or a load writes is not judged.
create function auth.keep_duties_apart() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  given jsonb := to_jsonb(new);
  earlier jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  d auth.duties_apart;
  about uuid[];
  found boolean;
begin
  if session_user <> 'nansen_app' then return new; end if;
  for d in select r.* from auth.duties_apart r where r.in_force and r.place = tg_table_schema || '.' || tg_table_name loop
    continue when given ->> d.who is null or given -> d.who is not distinct from earlier -> d.who;
    if position('.' in d.link) = 0 then about := array[(given ->> d.link)::uuid];
    else execute format('select array(select %s($1))', d.link) into about using given;
    end if;
    execute format('select exists (select from %s b where b.%I = any ($1) and b.%I = $2
        and not exists (select from jsonb_each(coalesce($3, ''{}'')) o where not o.value ? coalesce(to_jsonb(b) ->> o.key, '''')))',
      d.before_place, d.before_key, d.before_who) into found using about, (given ->> d.who)::uuid, d.only_where;
    if found then
      raise exception using errcode = '42501', message = d.name, column = d.who;
    end if;
  end loop;
  return new;
end $$;
revoke execute on function auth.keep_duties_apart() from public;
