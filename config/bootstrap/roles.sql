-- The two roles and the database. May be run again at any time, by a superuser, through psql 15 or
-- newer, with both passwords in the environment.
--   seam_owner  owns the tables and migrates them
--   seam_app    what the application runs as: row-level security holds it, and it changes no schema

\set ON_ERROR_STOP on
\getenv owner_password SEAM_OWNER_PASSWORD
\getenv app_password SEAM_APP_PASSWORD

SELECT format('CREATE ROLE %I', name)
FROM unnest(ARRAY['seam_owner', 'seam_app']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec

ALTER ROLE seam_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE PASSWORD :'owner_password';
ALTER ROLE seam_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB PASSWORD :'app_password';

SELECT 'CREATE DATABASE seam OWNER seam_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'seam') \gexec

REVOKE ALL ON DATABASE seam FROM PUBLIC;
GRANT CONNECT ON DATABASE seam TO seam_app;

\connect seam
GRANT USAGE ON SCHEMA public TO seam_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seam_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO seam_app;
ALTER DEFAULT PRIVILEGES FOR ROLE seam_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO seam_app;
