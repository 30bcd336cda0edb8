-- A load and a restore silence triggers. What they add is found when the duty starts; what they change is noted like any change.
do $$
declare
  watched text;
begin
  foreach watched in array array['individual', 'membership', 'name', 'address', 'document_held', 'photo', 'consent', 'legal_status'] loop
    execute format('alter table registration.%I enable always trigger x_quality_update', watched);
  end loop;
end $$;
