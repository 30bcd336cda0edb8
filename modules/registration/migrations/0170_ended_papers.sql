-- What became of a paper of ours before its last day, for whoever holds it in the hand and reads its code: they may see whose it is and no more
-- (a desk that receives, not the office that keeps). Null: nothing did, or the person is nobody whom the asker may see.
create function registration.paper_ended(person uuid, paper_number text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.ended from registration.issued_document d join registration.paper_end e on e.paper = d.id
  where d.parent_id = person and d.number = paper_number and exists (select from registration.cards(array[person]))
$$;
revoke all on function registration.paper_ended(uuid, text) from public;
grant execute on function registration.paper_ended(uuid, text) to nansen_app;
