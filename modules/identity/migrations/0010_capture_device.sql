-- Which scanner signed a capture, as the browser that checked the signature says.

alter table identity.capture add column device text check (char_length(device) between 1 and 160);
alter table identity.capture add column device_key text check (char_length(device_key) between 1 and 64);
