-- Until which day somebody stands in for a family, and until which a card counts, is asked of the clock that everything follows, no longer of the
-- computer's day. The functions (0170, 0171) are otherwise what they were.
do $$
declare
  f regprocedure;
  said text;
begin
  foreach f in array array[
    'assistance.name_alternate(uuid, text, text, text, text, date, date)',
    'assistance.stands_for(uuid)',
    'assistance.check_at(uuid, text, text)',
    'assistance.give(uuid, uuid, uuid, text, text, numeric[], timestamptz, uuid)',
    'assistance.without_card(uuid, int)',
    'assistance.issue_cards(uuid, text[], date)']::regprocedure[]
  loop
    said := pg_get_functiondef(f);
    if position('current_date' in said) = 0 then raise exception '% does not ask for the day', f; end if;
    execute replace(said, 'current_date', 'cases.now()::date');
  end loop;
end $$;
