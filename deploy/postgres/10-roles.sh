#!/bin/sh
# Runs once, when the database's volume is new: the roles and databases of Vigil and of Temporal.
set -eu

for variable in POSTGRES_PASSWORD VIGIL_OWNER_PASSWORD VIGIL_APP_PASSWORD VIGIL_FEED_PASSWORD TEMPORAL_DB_PASSWORD; do
  eval "value=\${$variable:-}"
  case $value in
    '' | replace-me*)
      echo "$variable must be set to a password of your own" >&2
      exit 1
      ;;
  esac
done

psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  -v owner="$VIGIL_OWNER_PASSWORD" -v app="$VIGIL_APP_PASSWORD" -v feed="$VIGIL_FEED_PASSWORD" \
  -v temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
-- Owns the tables and runs migrations; does not inherit, and is bound by row-level security like everybody.
create role vigil_owner login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password :'owner';
-- Serves one tenant per transaction.
create role vigil_app login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password :'app';
-- Writes the incidents that all tenants share.
create role vigil_feed login noinherit nosuperuser nocreatedb nocreaterole nobypassrls password :'feed';
-- Cannot log in; owns the few functions that run before a tenant is known.
create role vigil_lookup nologin nosuperuser nobypassrls;
grant vigil_lookup to vigil_owner;
create database vigil owner vigil_owner;

create role temporal login nosuperuser nocreatedb nocreaterole password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;

\connect vigil
alter schema public owner to vigil_owner;
-- A function can only be handed to a role that may create in its schema.
grant create on schema public to vigil_lookup;
SQL
