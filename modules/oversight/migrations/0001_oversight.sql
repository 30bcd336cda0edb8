-- Generated from the definition of oversight. Read it, then commit it.

create schema oversight authorization nansen_migrator;

grant usage on schema oversight to nansen_app;
