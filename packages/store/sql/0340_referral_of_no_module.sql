-- As before (0230); a module that has no cases has no referral either: before, asking for one was a fault and no answer.
create or replace function cases.withdraw_referral(of_module text, id uuid, only_shared boolean, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  if not exists (select from cases.module m where m.name = of_module) then
    raise exception using errcode = 'P0002', message = 'not found';
  end if;
  execute format('select r.root_id, r.status from %I.referral r where r.id = $1 for update', of_module) into one using withdraw_referral.id;
  if one.root_id is null then raise exception using errcode = 'P0002', message = 'not found'; end if;
  perform cases.mine(of_module, one.root_id, 'change');
  if only_shared or one.status in ('rejected', 'done', 'unsuccessful', 'withdrawn') then
    execute format('update %I.referral set revoked_at = coalesce(revoked_at, cases.now()) where id = $1', of_module) using withdraw_referral.id;
    return;
  end if;
  if nullif(btrim(because), '') is null then
    raise exception using errcode = '23502', message = 'why it is taken back', column = 'because';
  end if;
  execute format('update %I.referral set revoked_at = coalesce(revoked_at, cases.now()), status = ''withdrawn'', outcome = $2 where id = $1', of_module)
    using withdraw_referral.id, btrim(because);
  perform cases.not_left(of_module, one.root_id, withdraw_referral.id);
end $$;
