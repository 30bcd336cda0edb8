-- Codes of lists before 2009 and of its first edition come in from older systems as today's, with the code as it was written beside it in list_version; no
-- form offers them. UNHCR IOM/030-FOM/030/2009, Annex 2.
create function needs.today_code(written text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select today from (values ('CR-CH', 'SC-CH'), ('CR-MS', 'CR-CS'), ('SC-UM', 'SC-UC'), ('SC-UF', 'SC-FC'), ('LP-TA', 'TR-PI'), ('LP-TO', 'TR-PI'),
    ('LP-VA', 'SV-VA'), ('LP-VF', 'SV-VF'), ('LP-VO', 'SV-VO'), ('LP-TC', 'FU-TR'), ('LP-TD', 'LP-RD'), ('LP-TR', 'LP-RR'), ('LP-VP', 'LP-AP')) old (code, today)
  where old.code = today_code.written
$$;
create function needs.take_superseded() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  today text := needs.today_code(new.need);
begin
  if today is not null then
    new.list_version := left(coalesce(new.list_version || ' ', '') || new.need, 40);
    new.need := today;
  end if;
  return new;
end $$;
create trigger b_superseded before insert or update of need on needs.need for each row execute function needs.take_superseded();
-- What was written of a confidential one is confidential too: it is not kept where lists look.
create function needs.take_superseded_apart() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.confidential_need := coalesce(needs.today_code(new.confidential_need), new.confidential_need);
  return new;
end $$;
create trigger b_superseded before insert or update of confidential_need on needs.need_protected for each row execute function needs.take_superseded_apart();
revoke execute on function needs.today_code(text), needs.take_superseded(), needs.take_superseded_apart() from public;
