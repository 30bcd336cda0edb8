-- What would come is told by trying it and taking it back: a row that the other record has already, such as a member of the same case, stays where
-- it is, and whoever asks is told so before anybody agrees.
create or replace function adjudication.merge_preview(survivor uuid, other uuid) returns table (rel text, col text, rows int, stay int)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  told jsonb := '[]';
begin
  if not adjudication.may_merge(survivor, other) then return; end if;
  begin
    for one in select * from registration.hanging_on(other) h order by h.place, h.rel, h.row_id loop
      told := told || jsonb_build_object('rel', one.rel, 'col', one.col, 'place', one.place,
        'stay', not registration.bring_row(one.rel, one.col, one.row_id, other, survivor));
    end loop;
    raise exception using errcode = 'NSTRY';
  exception when sqlstate 'NSTRY' then null;
  end;
  return query
    select t.rel, t.col, count(*)::int, (count(*) filter (where t.stay))::int
    from jsonb_to_recordset(told) t (rel text, col text, place int, stay boolean)
    group by t.rel, t.col, t.place order by t.place, t.rel;
end $$;
