-- Papers printed from a record as its definition says: which version of the row, in which words, and the checksum of what left the house.
create table store.paper (
  id uuid primary key,
  module text not null,
  record text not null,
  root_id uuid not null,
  name text not null,                  -- of the document in the definition
  template text not null,
  template_version int not null,
  language text not null,
  row_version int not null,            -- of the record when it was printed
  file uuid not null references store.attachment,
  sha256 bytea not null check (octet_length(sha256) = 32),
  printed_at timestamptz not null default now(),
  printed_by uuid references auth.staff default auth.staff()
);
create index paper_of_root on store.paper (root_id, id);
alter table store.paper enable row level security;
alter table store.paper force row level security;
create policy keeper on store.paper to nansen_migrator using (true) with check (true);

-- Keeps what was just printed from a root record with the record: seen by who reads it. Needs `print` on it.
create function store.keep_paper(id uuid, module text, record text, root uuid, name text, template text, template_version int,
  language text, file uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_with record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group, r.version, to_jsonb(r) ? ''root_id'' as hangs from %I.%I r where r.id = $1', module, record)
    into now_with using keep_paper.root;
  if now_with is null or now_with.hangs
    or not auth.may(module, 'print', 'personal', now_with.office_id, now_with.owner_id, keep_paper.root, now_with.restriction_group) then
    raise exception using errcode = '42501', message = 'not among what you may print';
  end if;
  update store.attachment a
  set module = keep_paper.module, record = keep_paper.record, root_id = keep_paper.root, level = 'personal',
    office_id = now_with.office_id, owner_id = now_with.owner_id, restriction_group = now_with.restriction_group
  where a.id = keep_paper.file and a.root_id is null and a.created_by is not distinct from auth.staff();
  if not found then raise exception using errcode = '23503', message = 'no such record', column = 'file'; end if;
  insert into store.paper (id, module, record, root_id, name, template, template_version, language, row_version, file, sha256)
  select keep_paper.id, keep_paper.module, keep_paper.record, keep_paper.root, keep_paper.name, keep_paper.template,
    keep_paper.template_version, keep_paper.language, now_with.version, a.id, a.sha256
  from store.attachment a where a.id = keep_paper.file;
end $$;

-- Papers of a root record, the latest first, for whoever may read it.
create function store.papers_of(module text, record text, root uuid)
returns table (id uuid, name text, template text, template_version int, language text, row_version int, file uuid, sha256 text,
  printed_at timestamptz, printed_by uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  now_with record;
begin
  execute format('select r.office_id, r.owner_id, r.restriction_group from %I.%I r where r.id = $1', module, record)
    into now_with using papers_of.root;
  if now_with is null
    or not auth.may(papers_of.module, 'read', 'personal', now_with.office_id, now_with.owner_id, papers_of.root, now_with.restriction_group) then
    return;
  end if;
  return query select p.id, p.name, p.template, p.template_version, p.language, p.row_version, p.file, encode(p.sha256, 'hex'),
      p.printed_at, p.printed_by
    from store.paper p
    where p.module = papers_of.module and p.record = papers_of.record and p.root_id = papers_of.root
    order by p.id desc limit 100;
end $$;

revoke execute on function store.keep_paper(uuid, text, text, uuid, text, text, int, text, uuid),
  store.papers_of(text, text, uuid) from public;
grant execute on function store.keep_paper(uuid, text, text, uuid, text, text, int, text, uuid),
  store.papers_of(text, text, uuid) to nansen_app;
