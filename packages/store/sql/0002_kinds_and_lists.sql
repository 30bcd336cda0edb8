-- Kinds of values, and the lists an operation maintains. Nothing here is about a person.
create domain ref.partial_date as text check (value ~ '^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$');
comment on domain ref.partial_date is '1987, 1987-03 or 1987-03-05: what is not known is absent';
create domain ref.phone as text check (value ~ '^\+[1-9]\d{5,14}$');
comment on domain ref.phone is 'E.164';
create domain ref.name_part as jsonb check (
  jsonb_typeof(value) = 'object'
  and value ->> 'part' in ('given', 'father', 'grandfather', 'middle', 'family', 'second-family', 'maiden', 'mother', 'commonly-used')
  and value ->> 'script' in ('Latn', 'Arab', 'Ethi', 'Cyrl', 'Mymr', 'Deva')
  and jsonb_typeof(value -> 'text') = 'string' and char_length(value ->> 'text') between 1 and 200
);
create domain ref.money as jsonb check (
  jsonb_typeof(value -> 'amount') = 'number' and (value ->> 'amount') ~ '^-?\d{1,15}$'
  and (value ->> 'currency') ~ '^[A-Z]{3}$'
);
comment on domain ref.money is 'whole minor units and an ISO 4217 currency';
create domain ref.place as jsonb check (
  (value ->> 'pcode') ~ '^[A-Z0-9]{2,20}$' and char_length(coalesce(value ->> 'detail', '')) <= 200
);

create table ref.code (
  list text not null,
  code text not null,
  label jsonb not null, -- {"en": "Kenya", "fr": "Kenya", "ar": "كينيا"}
  position int not null default 0,
  parent text,          -- for lists in levels: the code above, in the same list
  valid_to date,        -- retired: stays on old records, is not offered
  external jsonb not null default '{}', -- codes of others: {"unhcr": "KEN"}
  primary key (list, code)
);
create table ref.number_counter (
  office_id uuid primary key,
  last int not null check (last between 0 and 9999999)
);
grant select on ref.code to nansen_app;

-- A record's coded fields that take their values from ref.code. Arguments: field, list, field, list…
create function ref.check_codes() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  values_now jsonb := to_jsonb(new);
  values_before jsonb := case tg_op when 'UPDATE' then to_jsonb(old) else '{}' end;
  given jsonb;
begin
  for i in 0 .. tg_nargs - 1 by 2 loop
    given := values_now -> tg_argv[i];
    continue when given = 'null' or given is not distinct from values_before -> tg_argv[i];
    if jsonb_typeof(given) = 'string' then given := jsonb_build_array(given); end if;
    if exists (
      select from jsonb_array_elements_text(given) each
      where each not in (select c.code from ref.code c where c.list = tg_argv[i + 1])
    ) then
      raise exception using errcode = '23514', message = 'not in the list', column = tg_argv[i];
    end if;
  end loop;
  return new;
end $$;
