-- Sign-in: who someone is. What they may see is decided in schema `auth`, by offices and roles, and is none of this schema's business.
-- Tables of better-auth keep its camelCase names; ours are snake_case. Only the login nansen_login reads any of it.

-- better-auth 1.7.25: account. The id is that of auth.staff. -----------------------------------------------------------------------
create table login."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "twoFactorEnabled" boolean
);
create table login.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references login."user" (id) on delete cascade
);
create index session_of_user on login.session ("userId");
create table login.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references login."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
create index account_of_user on login.account ("userId");
create table login.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier on login.verification (identifier);
create table login."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references login."user" (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index two_factor_secret on login."twoFactor" (secret);
create index two_factor_of_user on login."twoFactor" ("userId");
create table login.passkey (
  id text primary key,
  name text,
  "publicKey" text not null,
  "userId" text not null references login."user" (id) on delete cascade,
  "credentialID" text not null,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);
create index passkey_of_user on login.passkey ("userId");
create index passkey_credential on login.passkey ("credentialID");

-- Ours -----------------------------------------------------------------------------------------------------------------------------

-- Between the first and the second factor, and during a passkey ceremony: nothing but a hash of what the browser holds.
create table login.ticket (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  staff_id uuid,
  stage text not null check (stage in ('second-factor', 'enrol', 'passkey')),
  purpose text,
  -- The one-time code that an enrolment began with.
  enrolment_hash bytea,
  -- Cookies of better-auth, which never reach a browser.
  cookies text not null,
  expires_at timestamptz not null
);

-- One of our sessions and the session of better-auth behind it, kept for step-up and for adding a passkey.
create table login.behind (
  session_hash bytea primary key check (octet_length(session_hash) = 32),
  staff_id uuid not null,
  cookies text not null,
  expires_at timestamptz not null
);

-- Failures by hash of the account name, existing or not: an unknown name is slowed like a known one.
create table login.attempt (
  account_hash bytea primary key check (octet_length(account_hash) = 32),
  in_a_row integer not null default 0,
  today integer not null default 0,
  day text not null, -- UTC, YYYY-MM-DD
  not_before timestamptz,
  locked boolean not null default false
);

-- A code of an authenticator is good once.
create table login.used_code (
  staff_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz not null,
  primary key (staff_id, code_hash)
);

-- One-time codes handed over in person: for the first administrator, for a new colleague, and after a reset by two persons.
create table login.enrolment (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  kind text not null check (kind in ('first-administrator', 'colleague', 'reset')),
  -- Of a first administrator it is chosen when the code is first used.
  staff_id uuid check (staff_id is not null or kind = 'first-administrator'),
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Whether this is an installation with invented people. Said once, before anybody works here, and never again.
create table login.installation (
  only_one boolean primary key default true check (only_one),
  kind text not null check (kind in ('demo', 'real')),
  said_at timestamptz not null default now()
);
create function login.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what kind of installation this is cannot be changed; make a new one' using errcode = '42501';
end
$$;
create trigger installation_is_final before update or delete or truncate on login.installation
  execute function login.refuse_change();

grant select, insert, update, delete on login."user", login.session, login.account, login.verification, login."twoFactor",
  login.passkey, login.ticket, login.behind, login.attempt, login.used_code to nansen_login;
grant select, insert, update on login.enrolment to nansen_login;
grant select on login.installation to nansen_login;
