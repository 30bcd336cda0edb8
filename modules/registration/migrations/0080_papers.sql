-- A paper that is printed again ends the one before, with a reason; one that was spoiled or given back ends too. What holds follows from that.

alter table registration.issued_document drop constraint issued_document_language_check;
alter table registration.issued_document
  add constraint issued_document_language_check check (language in ('en', 'fr', 'ar', 'es')),
  add column second_language text check (second_language in ('en', 'fr', 'ar', 'es')),
  add column reason text check (reason in ('lost', 'stolen', 'damaged', 'data-changed', 'expired')),
  add column serial text check (char_length(serial) between 1 and 60);
create index issued_document_of on registration.issued_document (split_part(number, '/', 1), template);
create index issued_document_serial on registration.issued_document (serial) where serial is not null;

create table registration.paper_end (
  id uuid primary key,
  parent_id uuid not null references registration.individual,
  root_id uuid not null,
  office_id uuid not null references auth.office,
  owner_id uuid references auth.staff,
  restriction_group uuid references auth.restriction_group,
  version int not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid references auth.staff,
  changed_at timestamptz not null default now(),
  changed_by uuid references auth.staff,
  withdrawn_at timestamptz,
  paper uuid not null,
  ended text not null check (ended in ('replaced', 'spoiled', 'returned', 'cancelled')),
  ended_on date not null,
  because text check (because in ('lost', 'stolen', 'damaged', 'data-changed', 'expired', 'misprint', 'printer-fault', 'no-longer-entitled', 'other')),
  by_paper text check (char_length(by_paper) between 1 and 40)
);
create index on registration.paper_end (office_id, id);
create index on registration.paper_end (owner_id, id) where owner_id is not null;
create index on registration.paper_end (root_id);
create index on registration.paper_end (parent_id);
create unique index paper_ends_once on registration.paper_end (paper);
alter table registration.paper_end enable row level security;
alter table registration.paper_end force row level security;
create policy keeper on registration.paper_end to nansen_migrator using (true) with check (true);
create policy restricted on registration.paper_end as restrictive to nansen_app using (
    restriction_group is null or restriction_group = any ((select auth.groups())::uuid[]));
create policy read on registration.paper_end for select to nansen_app using (
    office_id = any ((select auth.reach('registration', 'read', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'read', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'read', 'personal'))::uuid[]));
create policy add on registration.paper_end for insert to nansen_app with check (
    office_id = any ((select auth.reach('registration', 'create', 'personal'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'create', 'personal'))::uuid[])
    or root_id = any ((select auth.cases('registration', 'create', 'personal'))::uuid[]));
create trigger a_copy_owner before insert on registration.paper_end for each row execute function store.copy_owner('registration.individual', 'parent_id');
create trigger b_stamp before insert or update on registration.paper_end for each row execute function store.stamp();
create trigger z_log after insert or update or delete on registration.paper_end for each row execute function change.log('registration', 'paper_end', 'open');
alter table registration.paper_end add foreign key (paper) references registration.issued_document on delete restrict;
create trigger d_references before insert or update on registration.paper_end for each row execute function store.check_references('paper', 'registration.issued_document_known');
create trigger y_spread_owner_paper_end after update of office_id, owner_id, restriction_group on registration.individual
  for each row execute function store.spread_owner('registration.paper_end');
grant select, insert on registration.paper_end to nansen_app;

create function registration.paper_end_known(ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select r.id from registration.paper_end r where r.id = any (ids) and (restriction_group is null or restriction_group = any ((select auth.groups())::uuid[])) and (
    office_id = any ((select auth.reach('registration', 'see', 'summary'))::uuid[])
    or owner_id = any ((select auth.owners('registration', 'see', 'summary'))::uuid[])
    or r.root_id = any ((select auth.cases('registration', 'see', 'summary'))::uuid[]));
end $$;
revoke execute on function registration.paper_end_known(uuid[]) from public;
grant execute on function registration.paper_end_known(uuid[]) to nansen_app;

-- Papers of one template with one number before the slash (a person's, or a group's), as long as they count: a spoiled one was never given out.
create function registration.papers_like(paper registration.issued_document) returns setof registration.issued_document
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.* from registration.issued_document d
  where split_part(d.number, '/', 1) = split_part(paper.number, '/', 1) and d.template = paper.template and d.id <> paper.id
    and not exists (select from registration.paper_end e where e.paper = d.id and e.ended = 'spoiled')
$$;

-- Whoever prints the same paper at the same moment waits.
create function registration.hold_paper(number text, template text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(split_part(number, '/', 1) || ' ' || template, 80));
end $$;

create function registration.judge_paper() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registration.hold_paper(new.number, new.template);
  if new.reason is null and exists (select from registration.papers_like(new)) then
    raise exception using errcode = '23502', message = 'another one needs a reason', column = 'reason';
  end if;
  return new;
end $$;
create trigger f_reason before insert on registration.issued_document for each row execute function registration.judge_paper();

-- At the end of an act at most one paper of a kind is valid: the one that was printed last.
create function registration.one_valid_paper() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from registration.papers_like(new) d
    where (d.expires_on is null or d.expires_on >= new.issued_on) and not exists (select from registration.paper_end e where e.paper = d.id)
  ) then
    raise exception using errcode = '23514', message = 'the paper before is still valid', column = 'number';
  end if;
  return null;
end $$;
create constraint trigger one_valid after insert on registration.issued_document
  deferrable initially deferred for each row execute function registration.one_valid_paper();

revoke execute on function registration.papers_like(registration.issued_document), registration.hold_paper(text, text),
  registration.judge_paper(), registration.one_valid_paper() from public;
grant execute on function registration.hold_paper(text, text) to nansen_app;
