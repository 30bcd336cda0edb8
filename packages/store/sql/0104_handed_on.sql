-- What one module notices and another works on: handed on by name, so that neither knows the other's tables. The taker's function `take_on(jsonb)`, where
-- the taker is built, makes of it what it likes and says its row's id; the giver's function `handed_back(jsonb)` hears how it went. Only functions of modules call these.
create function cases.hand_on(taker text, what jsonb) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if to_regprocedure(format('%I.take_on(jsonb)', taker)) is null then return null; end if;
  execute format('select %I.take_on($1)', taker) into made using what;
  return made;
end $$;
create function cases.hand_back(giver text, what jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if to_regprocedure(format('%I.handed_back(jsonb)', giver)) is null then return; end if;
  execute format('select %I.handed_back($1)', giver) using what;
end $$;
revoke execute on function cases.hand_on(text, jsonb), cases.hand_back(text, jsonb) from public;
