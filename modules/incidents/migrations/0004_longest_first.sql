-- The queue asks who has been longest in a state, whatever the office: in the order of this index, until enough are found.
create index on incidents.incident (state, state_since);
