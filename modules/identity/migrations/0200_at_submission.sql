-- A person is also compared before their case is submitted to a state.
alter table identity.verification drop constraint verification_occasion_check;
alter table identity.verification add constraint verification_occasion_check
  check (occasion in ('desk', 'card', 'interview', 'submission', 'distribution', 'departure', 'other'));
