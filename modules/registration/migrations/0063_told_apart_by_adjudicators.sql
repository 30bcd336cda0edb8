-- That two adjudicators judged a pair to be two people is a reason of its own: nobody says that they know both.
alter table registration.other_than drop constraint other_than_because_check,
  add constraint other_than_because_check check (because in ('face', 'age', 'family', 'twin', 'known', 'papers', 'judged', 'other'));
