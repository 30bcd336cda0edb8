-- A match is proposed and confirmed by two people, each in their own name.
create trigger e_oneself before insert or update on tracing.request
  for each row execute function store.only_oneself('proposed_by', 'confirmed_by');
