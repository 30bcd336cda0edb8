-- When everything about a person is erased, copies of other people's cases forget them too: what an office kept of a case that it handed over, and
-- what a partner was shown of them. The cases themselves follow the rules of their modules.

-- Rows of a copy that name somebody, and those that hang on such a row (what was said at an appointment of theirs): their ids, without the case itself.
create function cases.rows_about(copy jsonb, root uuid, person uuid) returns uuid[]
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  found uuid[] := '{}';
  wanted text[] := array[person::text];
begin
  loop
    wanted := array(
      select r ->> 'id' from jsonb_each(copy) e, jsonb_array_elements(e.value) r
      where (r ->> 'id')::uuid <> all (found || root)
        and exists (select from jsonb_each_text(r) v where v.value = any (wanted)));
    exit when wanted = '{}';
    found := found || wanted::uuid[];
  end loop;
  return found;
end $$;

-- The copy without these rows; what the case itself says of the person is nothing.
create function cases.without_rows(copy jsonb, gone uuid[], person uuid) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select coalesce(jsonb_object_agg(e.key, (
      select coalesce(jsonb_agg((select jsonb_object_agg(v.key, case when v.value = to_jsonb(person::text) then 'null' else v.value end) from jsonb_each(r) v)), '[]')
      from jsonb_array_elements(e.value) r where (r ->> 'id')::uuid <> all (gone))), '{}')
  from jsonb_each(copy) e
$$;

-- Carried out by an erasure, whose right to it was judged before. Answers with how many copies it touched.
create function cases.forget_person(person uuid) returns int
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  m record;
  sent uuid[];
  many int;
  touched int := 0;
begin
  for m in select x.name, x.definition ->> 'record' as root from cases.module x loop
    -- a copy of their own case goes whole, also where the case itself is still looked into
    delete from cases.left_behind b where b.module = m.name and b.content -> m.root -> 0 ->> 'subject' = person::text;
    get diagnostics many = row_count;
    touched := touched + many;
    if exists (select from pg_attribute a where a.attrelid = format('%I.%I', m.name, m.root)::regclass and a.attname = 'subject' and not a.attisdropped) then
      execute format('delete from cases.shared s using %I.%I c where s.module = $2 and s.case_id = c.id and c.subject = $1', m.name, m.root)
        using person, m.name;
    end if;
    execute format('select coalesce(array_agg(r.id), ''{}'') from %I.referral r where r.about = $1', m.name) into sent using person;
    continue when sent = '{}';
    delete from cases.shared s where s.referral_id = any (sent);
    execute format('update %I.referral set reason = ''—'', answer = null, outcome = null where id = any ($1)', m.name) using sent;
    update change.entry c set set = null, ct = null, salt = null
    where c.module = m.name and c.record = 'referral' and c.row_id = any (sent) and c.salt is not null;
    touched := touched + cardinality(sent);
  end loop;
  update cases.left_behind b
  set content = cases.without_rows(b.content, g.gone, person), guarded = cases.without_rows(b.guarded, g.gone, person)
  from (select k.handover_id, cases.rows_about(k.content || k.guarded, k.case_id, person) as gone from cases.left_behind k
    where position(person::text in k.content::text || k.guarded::text) > 0) g
  where b.handover_id = g.handover_id;
  get diagnostics many = row_count;
  touched := touched + many;
  update cases.shared s
  set content = (select jsonb_object_agg(v.key, case when v.value = to_jsonb(person::text) then 'null' else v.value end) from jsonb_each(s.content) v)
  where position(person::text in s.content::text) > 0;
  get diagnostics many = row_count;
  delete from cases.interpreter_conflict k where k.individual = person;
  return touched + many;
end $$;

revoke execute on function cases.rows_about(jsonb, uuid, uuid), cases.without_rows(jsonb, uuid[], uuid), cases.forget_person(uuid) from public;
