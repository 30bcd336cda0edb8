-- Whoever holds a post reads a complaint as long as access itself lets them in: by the day that access counts by (auth.today), wherever the asker's
-- clock or time zone stands. That day can be set by no session; the function (0007) is otherwise what it was.
do $$
declare
  said text := pg_get_functiondef('complaints.send(uuid)'::regprocedure);
begin
  if position('current_date' in said) = 0 then raise exception 'complaints.send does not ask for the day'; end if;
  execute replace(said, 'current_date', 'auth.today()');
end $$;
