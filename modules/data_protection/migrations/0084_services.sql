-- When everything about a person is erased, what partners did for them goes with all that hangs on it; that a meeting was held stays.
insert into data_protection.erasure_rule (place, relation, about, act, why) values
  (152, 'partner_services.enrolment', 'subject', 'destroy', 'own-case');

-- As before (0010); copies of other people's cases forget the person too.
create or replace function data_protection.erase_elsewhere(person uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  rule data_protection.erasure_rule;
  ids uuid[];
  counts jsonb := '{}';
  kept jsonb := '[]';
  touched bigint;
  other record;
begin
  for rule in select * from data_protection.erasure_rule order by place loop
    ids := data_protection.rows_of_rule(rule, person);
    continue when cardinality(ids) = 0;
    touched := cardinality(ids);
    perform data_protection.erase_named_files(rule.relation, rule.files, ids);
    if rule.act = 'destroy' then
      touched := data_protection.destroy_cases(rule.relation, ids);
    elsif rule.act = 'remove' then
      execute format('delete from %s where id = any ($1)', rule.relation) using ids;
      update change.entry c set set = null, ct = null, salt = null where c.row_id = any (ids) and c.module = split_part(rule.relation, '.', 1);
    elsif rule.act = 'blank' then
      touched := data_protection.blank_rows(rule.relation, rule.blanks, ids);
    end if;
    counts := counts || jsonb_build_object(rule.relation || '.' || rule.about, touched);
    if rule.act in ('blank', 'keep') then
      kept := kept || jsonb_build_object('relation', rule.relation, 'rows', cardinality(ids), 'act', rule.act, 'why', rule.why);
    end if;
  end loop;
  touched := cases.forget_person(person);
  if touched > 0 then counts := counts || jsonb_build_object('cases.copy', touched); end if;
  for other in select * from data_protection.unruled() loop
    execute format('select count(*) from %s r where r.%I = $1', other.relation, other.about) into touched using person;
    continue when touched = 0;
    kept := kept || jsonb_build_object('relation', other.relation, 'rows', touched, 'act', 'keep', 'why', 'own-rules');
  end loop;
  return jsonb_build_object('counts', counts, 'kept', kept);
end $$;
