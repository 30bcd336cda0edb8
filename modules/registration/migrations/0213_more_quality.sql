-- The rules of quality look at more: on which days somebody married, whether addresses have a place, and whether papers have a number, an issuer and
-- days. The rest is as 0087 has it; no number and no place leaves the database for it.
create or replace function registration.quality_facts(ids uuid[]) returns setof jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.facts || jsonb_build_object(
    'photoPoor', coalesce((select p.verdict in ('poor', 'no-face', 'several-faces') from registration.photo p
      where p.root_id = (f.facts ->> 'id')::uuid and p.withdrawn_at is null order by p.taken_on desc, p.id desc limit 1), false),
    'marriedOn', (select coalesce(jsonb_agg(m.married_on order by m.id), '[]') from registration.marriage m
      where m.root_id = (f.facts ->> 'id')::uuid and m.withdrawn_at is null and m.married_on is not null),
    'places', (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'placed', a.place is not null) order by a.id), '[]')
      from registration.address a where a.root_id = (f.facts ->> 'id')::uuid and a.withdrawn_at is null),
    'paperDetails', (select coalesce(jsonb_agg(jsonb_build_object(
        'number', case when coalesce(btrim(d.number), '') = '' then 'none'
          when d.number ~ '[[:alnum:]]' and d.number !~ '[^[:alnum:] ./-]' then 'fine' else 'odd' end,
        'issuer', d.issuing_country is not null, 'issued', d.issued_on is not null, 'expires', d.expires_on is not null) order by d.id), '[]')
      from registration.document_held d where d.root_id = (f.facts ->> 'id')::uuid and d.withdrawn_at is null))
  from registration.quality_facts_without_photos(quality_facts.ids) as f (facts)
$$;
