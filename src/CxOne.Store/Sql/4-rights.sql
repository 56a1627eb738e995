-- CxOne store, file 4 of 4: rights. The writer reads the audit log and calls functions; it changes no table itself.

DO $$
BEGIN
    IF current_user <> 'cxone_owner' THEN
        RAISE EXCEPTION 'Run the four files in one transaction, file 1 first (psql -1).';
    END IF;
END
$$;

REVOKE ALL ON SCHEMA cxone FROM PUBLIC, cxone_writer;
REVOKE ALL ON ALL TABLES IN SCHEMA cxone FROM PUBLIC, cxone_writer;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA cxone FROM PUBLIC, cxone_writer;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cxone FROM PUBLIC, cxone_writer;

GRANT USAGE ON SCHEMA cxone TO cxone_writer;
GRANT SELECT ON cxone.store, cxone.audit_record, cxone.audit_head, cxone.audit_cut TO cxone_writer;
GRANT EXECUTE ON FUNCTION
    cxone.budget_take(text, text, uuid, text, integer, bigint, bigint, integer, bigint[], integer[], integer, integer),
    cxone.budget_leave(uuid),
    cxone.budget_tenant(text, text),
    cxone.budget_join(text, text, text),
    cxone.budget_usage(),
    cxone.lock_note(bigint, text, text, text, integer),
    cxone.lock_list(),
    cxone.audit_append(text),
    cxone.audit_size()
TO cxone_writer;

-- The installing user no longer acts as the owner, and what file 1 granted it for that ends here.
DO $$
BEGIN
    EXECUTE format('SET LOCAL ROLE %I', current_setting('cxone.installer'));
    CASE current_setting('cxone.granted')
        WHEN 'membership' THEN REVOKE cxone_owner FROM CURRENT_USER;
        WHEN 'option' THEN EXECUTE 'REVOKE SET OPTION FOR cxone_owner FROM CURRENT_USER';
        WHEN 'nothing' THEN NULL;
    END CASE;
END
$$;
