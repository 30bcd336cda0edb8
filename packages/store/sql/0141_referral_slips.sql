-- What the slip of a referral says, for who may read the case: whom to ask for what, how soon, and for whom. Neither the kind of case nor its number, nor
-- why; of what was shared only needs that are not confidential. The reason in words goes to who was asked, and not through a camp in somebody's hand.
create function cases.referral_slip(of_module text, id uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  given jsonb;
  who uuid;
begin
  if not exists (select from cases.module m where m.name = of_module) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  execute format('select r.* from %I.referral r where r.id = $1 and r.withdrawn_at is null', of_module) into one using referral_slip.id;
  if one.id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  given := cases.mine(of_module, one.root_id, 'read');
  who := coalesce(one.about, (given ->> 'subject')::uuid);
  if who is null or not cases.in_sight(one.restriction_group, who) then raise exception using errcode = 'P0002', message = 'not found'; end if;
  return jsonb_build_object('caseId', one.root_id, 'record', (select m.definition ->> 'record' from cases.module m where m.name = of_module),
    'individual', who, 'open', one.status in ('sent', 'acknowledged', 'accepted') and one.revoked_at is null,
    'service', one.service, 'priority', one.priority, 'reference', upper(right(one.id::text, 8)),
    'sent_on', (one.created_at at time zone cases.zone_of(one.office_id))::date::text,
    'due_on', (one.due_at at time zone cases.zone_of(one.office_id))::date::text,
    'to_name', coalesce((select s.display_name from auth.staff s where s.id = one.to_staff), (select o.name from auth.office o where o.id = one.to_office),
      (select o.name from auth.organisation o where o.id = one.to_organisation)),
    'to_role', one.to_role,
    'needs', coalesce((select jsonb_agg(c.label order by c.code) from cases.shared s, jsonb_each_text(s.content) e, ref.code c
      where s.referral_id = one.id and e.key !~ '^confidential' and c.list = 'need' and c.code = e.value
        and not coalesce((c.external ->> 'confidential')::boolean, false)), '[]'),
    'office', (select o.name from auth.office o where o.id = one.office_id),
    'organisation', (select g.name from auth.office o join auth.organisation g on g.id = o.organisation_id where o.id = one.office_id),
    'country', (select o.country from auth.office o where o.id = one.office_id));
end $$;
revoke execute on function cases.referral_slip(text, uuid) from public;
grant execute on function cases.referral_slip(text, uuid) to nansen_app;
