-- Templates rest encrypted: whoever has the disk, a backup or this login has no finger and no eye. What does not begin with the mark of
-- server/matcher/sealedTemplate.ts is older, and is sealed at the next start.
alter table gallery.template add column sealed boolean not null generated always as (get_byte(stored, 0) = 225) stored;
create index template_unsealed on gallery.template (seq) where not sealed;
