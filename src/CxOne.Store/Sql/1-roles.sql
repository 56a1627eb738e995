-- CxOne store, file 1 of 4: checks and roles.
--
-- The four files run in their order, in one transaction, as a user with the attribute CREATEROLE and the right CREATE on the database (or
-- as a superuser). They may run again at any time: objects that exist are kept, functions and rights are set again.
--
--   cxone_owner   owns the schema and everything in it. No login should be a member in daily work.
--   cxone_writer  the role of the module: GRANT cxone_writer TO <login>;
--
-- No object is searched by an unqualified name, and every function fixes its own search_path.

SET LOCAL search_path = pg_catalog, pg_temp;

-- Without a transaction the line above has no effect, and neither has the role at the end of this file: everything would belong to the
-- user who runs the files.
DO $$
BEGIN
    IF pg_catalog.current_setting('search_path') <> 'pg_catalog, pg_temp' THEN
        RAISE EXCEPTION 'Run the four files in one transaction (psql -1).';
    END IF;
END
$$;

-- Two administrators who run the files at the same time wait for each other.
SELECT pg_advisory_xact_lock(4927218360137);

DO $$
BEGIN
    IF current_setting('server_version_num')::integer < 140000 THEN
        RAISE EXCEPTION 'PostgreSQL 14 or later is required (was %).', current_setting('server_version');
    END IF;
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'The encoding of the database must be UTF8 (was %).', current_setting('server_encoding');
    END IF;
    IF EXISTS (SELECT FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'cxone' AND r.rolname <> 'cxone_owner') THEN
        RAISE EXCEPTION 'The schema cxone exists and is not owned by cxone_owner.';
    END IF;

    -- Roles belong to all databases of the server: another administrator may create them for another store at this moment.
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cxone_owner') THEN
            CREATE ROLE cxone_owner NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cxone_writer') THEN
            CREATE ROLE cxone_writer NOLOGIN;
        END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
    END;

    -- Needed to create objects in the name of the owner. Superusers need no membership.
    IF NOT pg_has_role(current_user, 'cxone_owner', 'USAGE') THEN
        GRANT cxone_owner TO CURRENT_USER;
    END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS cxone AUTHORIZATION cxone_owner;

SET LOCAL ROLE cxone_owner;
