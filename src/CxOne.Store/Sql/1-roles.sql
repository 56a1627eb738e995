-- CxOne store, file 1 of 4: checks and roles.
--
-- The four files run in their order, in one transaction, as a user with the attribute CREATEROLE and the right CREATE on the database (or
-- as a superuser). They may run again at any time: objects that exist are kept, functions and rights are set again.
--
--   cxone_owner   owns the schema and everything in it. No login should be a member in daily work.
--   cxone_writer  the role of the module: GRANT cxone_writer TO <login>;
--
-- The installing user acts as cxone_owner until the end of the transaction. If it may not do so yet, this file grants it the membership,
-- and file 4 takes it back. A membership that existed before is kept.
--
-- No object is searched by an unqualified name, and every function fixes its own search_path.

-- Whatever the default of the database or of the user is: at a higher level, a statement that has waited for another administrator does
-- not see what that administrator has done.
SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

SET LOCAL search_path = pg_catalog, pg_temp;

-- Two administrators who run the files at the same time wait for each other.
SELECT pg_catalog.pg_advisory_xact_lock(4927218360137);

DO $$
DECLARE
    -- Since version 16, a member may act as a role only if the membership has the option SET.
    c_has_options CONSTANT boolean := pg_catalog.current_setting('server_version_num')::integer >= 160000;
    v_role name;
    v_attributes text;
    v_acts_as_owner boolean;
    v_is_member boolean;
BEGIN
    -- Without a transaction the search_path above has no effect, and neither has the role at the end of this file: everything would belong
    -- to the user who runs the files.
    IF pg_catalog.current_setting('search_path') <> 'pg_catalog, pg_temp' THEN
        RAISE EXCEPTION 'Run the four files in one transaction (psql -1).';
    END IF;

    IF current_setting('server_version_num')::integer < 140000 THEN
        RAISE EXCEPTION 'PostgreSQL 14 or later is required (was %).', current_setting('server_version');
    END IF;
    IF current_setting('server_encoding') <> 'UTF8' THEN
        RAISE EXCEPTION 'The encoding of the database must be UTF8 (was %).', current_setting('server_encoding');
    END IF;
    IF EXISTS (
        SELECT FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'cxone' AND r.rolname <> 'cxone_owner')
    THEN
        RAISE EXCEPTION 'The schema cxone exists and is not owned by cxone_owner.';
    END IF;

    -- The functions run with all rights of cxone_owner, and every login of the module has those of cxone_writer. Roles of these names
    -- that were made for something else are not used.
    SELECT r.rolname,
        concat_ws(' ',
            CASE WHEN r.rolcanlogin THEN 'LOGIN' END, CASE WHEN r.rolsuper THEN 'SUPERUSER' END,
            CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
            CASE WHEN r.rolreplication THEN 'REPLICATION' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END)
    INTO v_role, v_attributes
    FROM pg_roles r
    WHERE r.rolname IN ('cxone_owner', 'cxone_writer')
        AND (r.rolcanlogin OR r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls)
    ORDER BY r.rolname
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The role % exists with attributes that a role of the store must not have: %. '
            'Remove them with ALTER ROLE, or use another server.', v_role, v_attributes USING ERRCODE = 'CX003';
    END IF;
    IF EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid JOIN pg_roles w ON w.oid = m.member
        WHERE o.rolname = 'cxone_owner' AND w.rolname = 'cxone_writer')
    THEN
        RAISE EXCEPTION 'The role cxone_writer is a member of cxone_owner, so that every login of the module could change the audit log. '
            'Run REVOKE cxone_owner FROM cxone_writer.' USING ERRCODE = 'CX003';
    END IF;

    -- Before the roles are created: whether this user may act as the owner already, and whether it has granted itself a membership.
    -- Superusers need none.
    v_acts_as_owner := (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user)
        OR coalesce(
            (SELECT pg_has_role(current_user, r.oid, CASE WHEN c_has_options THEN 'SET' ELSE 'MEMBER' END)
             FROM pg_roles r WHERE r.rolname = 'cxone_owner'),
            false);
    v_is_member := EXISTS (
        SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid JOIN pg_roles i ON i.oid = m.member
        WHERE o.rolname = 'cxone_owner' AND i.rolname = current_user AND m.grantor = i.oid);

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

    -- No more than the right to act as the owner, and a note for file 4 of what it has to take back.
    IF v_acts_as_owner THEN
        PERFORM set_config('cxone.granted', 'nothing', true);
    ELSIF NOT c_has_options THEN
        GRANT cxone_owner TO CURRENT_USER;
        PERFORM set_config('cxone.granted', 'membership', true);
    ELSIF v_is_member THEN
        EXECUTE 'GRANT cxone_owner TO CURRENT_USER WITH SET TRUE';
        PERFORM set_config('cxone.granted', 'option', true);
    ELSE
        EXECUTE 'GRANT cxone_owner TO CURRENT_USER WITH INHERIT FALSE, SET TRUE';
        PERFORM set_config('cxone.granted', 'membership', true);
    END IF;
    PERFORM set_config('cxone.installer', current_user, true);
END
$$;

CREATE SCHEMA IF NOT EXISTS cxone AUTHORIZATION cxone_owner;

SET LOCAL ROLE cxone_owner;
