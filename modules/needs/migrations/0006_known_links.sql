-- A link is told to who may know of both cases (packages/store/sql/0082), by its history neither.
create policy known on needs.link as restrictive for select to nansen_app using (cases.knows(to_module, to_case));
insert into change.kept_apart (module, record) values ('needs', 'link') on conflict do nothing;
