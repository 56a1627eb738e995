-- CxOne store, file 2 of 4: tables. Version 1 of the schema.

DO $$
BEGIN
    IF current_user <> 'cxone_owner' THEN
        RAISE EXCEPTION 'Run the four files in one transaction, file 1 first (psql -1).';
    END IF;
END
$$;

-- One row: the identity of the store and the version of its schema.
CREATE TABLE IF NOT EXISTS cxone.store
(
    only_row   boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
    store_id   uuid        NOT NULL DEFAULT gen_random_uuid(),
    version    integer     NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

DO $$
DECLARE
    v_version integer;
BEGIN
    SELECT s.version INTO v_version FROM cxone.store s;
    IF v_version > 1 THEN
        RAISE EXCEPTION 'The store has version %, which is newer than version 1 of these files.', v_version USING ERRCODE = 'CX001';
    END IF;
END
$$;

-- Request budget -----------------------------------------------------------------------------------------------------------------------

-- One row per client of a tenant. next_place counts the requests that were ever allowed.
CREATE TABLE IF NOT EXISTS cxone.budget
(
    budget_id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant      text    NOT NULL,
    client      text    NOT NULL,
    next_place  bigint  NOT NULL DEFAULT 1,
    next_ticket bigint  NOT NULL DEFAULT 1,
    UNIQUE (tenant, client)
)
WITH (fillfactor = 10);

-- The address that a client uses before it knows its tenant.
CREATE TABLE IF NOT EXISTS cxone.budget_address
(
    address text NOT NULL,
    client  text NOT NULL,
    tenant  text NOT NULL,
    PRIMARY KEY (address, client)
);

-- The requests of the last minutes, numbered without gaps.
CREATE TABLE IF NOT EXISTS cxone.budget_place
(
    budget_id  integer     NOT NULL REFERENCES cxone.budget ON DELETE CASCADE,
    place      bigint      NOT NULL,
    granted_at timestamptz NOT NULL,
    session_id uuid        NOT NULL,
    PRIMARY KEY (budget_id, place)
);

-- The connections that share a budget. A ticket is the place of a connection in the queue; it counts until back_by.
CREATE TABLE IF NOT EXISTS cxone.budget_session
(
    budget_id    integer     NOT NULL REFERENCES cxone.budget ON DELETE CASCADE,
    session_id   uuid        NOT NULL,
    machine      text        NOT NULL,
    process_id   integer     NOT NULL,
    seen_at      timestamptz NOT NULL,
    last_request bigint      NOT NULL DEFAULT 0,
    last_place   bigint      NOT NULL DEFAULT 0,
    ticket       bigint,
    back_by      timestamptz,
    PRIMARY KEY (budget_id, session_id)
)
WITH (fillfactor = 20);

-- Exclusive work -----------------------------------------------------------------------------------------------------------------------

-- Who holds an advisory lock and since when. A row counts only while the named backend really holds the lock.
CREATE TABLE IF NOT EXISTS cxone.lock_holder
(
    lock_key    bigint      NOT NULL PRIMARY KEY,
    name        text        NOT NULL,
    backend_pid integer     NOT NULL,
    os_user     text,
    machine     text,
    process_id  integer,
    acquired_at timestamptz NOT NULL
);

-- Audit --------------------------------------------------------------------------------------------------------------------------------

-- One chain for all machines. hash is the SHA-256 (hexadecimal) of the lines
--   sequence, recorded_at in microseconds since 1970, written_by, previous_hash, body
-- joined by line feeds, in UTF-8. body is the record as the module sent it, in JSON.
CREATE TABLE IF NOT EXISTS cxone.audit_record
(
    sequence      bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL,
    audit_id      uuid        NOT NULL,
    operation_id  text,
    written_by    text        NOT NULL,
    previous_hash text        NOT NULL,
    hash          text        NOT NULL,
    body          text        NOT NULL,
    PRIMARY KEY (sequence, recorded_at)
)
PARTITION BY RANGE (recorded_at);

CREATE INDEX IF NOT EXISTS audit_record_audit_id ON cxone.audit_record (audit_id);
CREATE INDEX IF NOT EXISTS audit_record_operation_id ON cxone.audit_record (operation_id);

-- The end of the chain. Its row is locked while a record is appended.
CREATE TABLE IF NOT EXISTS cxone.audit_head
(
    only_row    boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
    sequence    bigint      NOT NULL,
    hash        text        NOT NULL,
    recorded_at timestamptz NOT NULL
);

INSERT INTO cxone.audit_head (sequence, hash, recorded_at)
VALUES (0, repeat('0', 64), '1970-01-01 00:00:00+00')
ON CONFLICT (only_row) DO NOTHING;

-- The last record of each month that was removed. The chain that remains starts at the newest of them.
CREATE TABLE IF NOT EXISTS cxone.audit_cut
(
    sequence    bigint      NOT NULL PRIMARY KEY,
    hash        text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    cut_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    cut_by      text        NOT NULL DEFAULT session_user
);

-- Maintenance --------------------------------------------------------------------------------------------------------------------------

-- A few rows of these tables change with every request or record, so that their size says nothing about their dead rows: autovacuum goes
-- by the number of changes alone. Set here and not above, so that a store of an earlier installation gets them too.
ALTER TABLE cxone.budget SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
ALTER TABLE cxone.budget_session SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
ALTER TABLE cxone.budget_place SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 10000,
    autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
ALTER TABLE cxone.audit_head SET (
    fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
ALTER TABLE cxone.lock_holder SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

COMMENT ON SCHEMA cxone IS 'Shared store of CxOne: request budget, locks and audit log. See about_CxOne_Fleet.';
COMMENT ON TABLE cxone.store IS 'One row: the identity of the store and the version of its schema.';
COMMENT ON TABLE cxone.budget IS 'The request budget of each client of a tenant, and its counters of places and tickets.';
COMMENT ON TABLE cxone.budget_address IS 'The tenant of each address, for clients that have not read the id of their tenant yet.';
COMMENT ON TABLE cxone.budget_place IS 'The requests of the last minutes, numbered per budget. cxone.budget_take deletes older rows.';
COMMENT ON TABLE cxone.budget_session IS 'The connections that share a budget, and their positions in its queue.';
COMMENT ON TABLE cxone.lock_holder IS 'Who holds an advisory lock. A row counts only while the named backend holds the lock.';
COMMENT ON TABLE cxone.audit_record IS 'The audit log, one partition per month. Rows are written by cxone.audit_append only.';
COMMENT ON TABLE cxone.audit_head IS 'One row: number, hash and time of the newest record. It is locked while a record is appended.';
COMMENT ON TABLE cxone.audit_cut IS 'The last record of each month that cxone.audit_retire has removed.';

INSERT INTO cxone.store (version) VALUES (1)
ON CONFLICT (only_row) DO UPDATE SET version = 1, updated_at = now();
