-- CxOne store, file 3 of 4: functions.
--
-- Each function runs with the rights of cxone_owner (SECURITY DEFINER), fixes its search_path, names every object with its schema, and
-- uses its arguments as values only. The statements that are built from text, in audit_append and audit_retire, contain nothing but the
-- name of a month.
--
-- Functions that change something lock a row first and then read what others have committed while they waited. That needs READ COMMITTED,
-- which the module sets for its sessions; other isolation levels are refused.
--
-- Error codes of their own: CX001 the store is newer, CX002 the end of the audit log is in the future, CX003 a role is not safe to use,
-- CX004 a record is too large.

DO $$
BEGIN
    IF current_user <> 'cxone_owner' THEN
        RAISE EXCEPTION 'Run the four files in one transaction, file 1 first (psql -1).';
    END IF;
END
$$;

-- Functions that are created later are not callable by every login either.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Functions whose parameters have changed: CREATE OR REPLACE would leave the one of an earlier installation beside the new one.
DROP FUNCTION IF EXISTS cxone.budget_take(text, text, uuid, text, integer, bigint, bigint, integer, integer, integer);

-- Request budget -----------------------------------------------------------------------------------------------------------------------

-- Allows a request, or says how long to wait before the next call. At most p_per_minute requests in 60.5 s and p_per_second in 1.5 s are
-- allowed, by the clock of this server: the half second covers the way of a request to the tenant. Connections that wait are served in
-- the order of their first call. A request number that was allowed before is not counted again, so that a lost answer costs nothing.
-- p_uncounted is the number of requests that were sent while this server was away; they count as allowed now. p_late_places and p_late_ms
-- are requests whose answer came more than half a second after they were allowed: they may have reached the tenant as late as that.
CREATE OR REPLACE FUNCTION cxone.budget_take(
    p_tenant text, p_client text, p_session uuid, p_machine text, p_process integer,
    p_request bigint, p_known_place bigint, p_uncounted integer, p_late_places bigint[], p_late_ms integer[],
    p_per_minute integer, p_per_second integer,
    OUT is_granted boolean, OUT wait_ms integer, OUT place bigint, OUT clients integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    c_minute CONSTANT interval := interval '60.5 seconds';
    c_second CONSTANT interval := interval '1.5 seconds';
    c_longest CONSTANT integer := 5000;
    v_budget integer;
    v_next bigint;
    v_next_ticket bigint;
    v_now timestamptz;
    v_due timestamptz;
    v_at timestamptz;
    v_ahead bigint;
    v_last_request bigint;
    v_last_place bigint;
    v_ticket bigint;
    v_missing bigint;
    v_wrong text;
    v_tenant text := p_tenant;
    v_joined text;
    v_known_place bigint := p_known_place;
    v_late record;
BEGIN
    v_wrong := CASE
        WHEN coalesce(octet_length(p_tenant), 0) NOT BETWEEN 1 AND 500 THEN 'p_tenant must have 1 to 500 bytes'
        WHEN coalesce(octet_length(p_client), 0) NOT BETWEEN 1 AND 500 THEN 'p_client must have 1 to 500 bytes'
        WHEN p_session IS NULL THEN 'p_session must not be NULL'
        WHEN coalesce(octet_length(p_machine), 501) > 500 THEN 'p_machine must have at most 500 bytes'
        WHEN coalesce(p_process, -1) < 0 THEN 'p_process must be at least 0'
        WHEN coalesce(p_request, 0) < 1 THEN 'p_request must be at least 1'
        WHEN coalesce(p_known_place, -1) < 0 THEN 'p_known_place must be at least 0'
        WHEN coalesce(p_uncounted, -1) NOT BETWEEN 0 AND 1000000 THEN 'p_uncounted must be from 0 to 1000000'
        WHEN coalesce(p_per_minute, 0) NOT BETWEEN 1 AND 1000000 THEN 'p_per_minute must be from 1 to 1000000'
        WHEN coalesce(p_per_second, 0) NOT BETWEEN 1 AND 1000000 THEN 'p_per_second must be from 1 to 1000000'
        WHEN coalesce(cardinality(p_late_places), 1001) > 1000 THEN 'p_late_places must have at most 1000 elements'
        WHEN cardinality(p_late_ms) IS DISTINCT FROM cardinality(p_late_places)
            THEN 'p_late_ms must have as many elements as p_late_places'
    END;
    IF v_wrong IS NULL AND cardinality(p_late_places) > 0 THEN
        SELECT 'p_late_places must contain numbers of at least 1, and p_late_ms milliseconds from 0 to 600000' INTO v_wrong
        FROM unnest(p_late_places, p_late_ms) AS l (late_place, late_ms)
        WHERE (l.late_place >= 1 AND l.late_ms BETWEEN 0 AND 600000) IS NOT TRUE
        LIMIT 1;
    END IF;
    IF v_wrong IS NOT NULL THEN
        RAISE EXCEPTION '%.', v_wrong USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'cxone.budget_take must run in a transaction with READ COMMITTED (was %).', current_setting('transaction_isolation')
            USING ERRCODE = 'invalid_transaction_state';
    END IF;

    -- The places of the last half second may be lost if the server crashes; the clients know theirs (p_known_place). Nothing else may be
    -- lost, such as an audit record in the same transaction.
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;

    LOOP
        SELECT b.budget_id, b.next_place, b.next_ticket INTO v_budget, v_next, v_next_ticket
        FROM cxone.budget b WHERE b.tenant = v_tenant AND b.client = p_client FOR UPDATE;
        EXIT WHEN FOUND;

        -- A join may have removed the row of the address during the wait. It must not come back, because nothing would move its requests
        -- to the tenant: they count for the tenant at once. The lock keeps joins of this client away while the row is created.
        PERFORM pg_advisory_xact_lock(49272, hashtext(p_client));
        SELECT a.tenant INTO v_joined FROM cxone.budget_address a WHERE a.address = v_tenant AND a.client = p_client;
        IF v_joined <> v_tenant THEN
            -- The places that the client knows are numbers of the address.
            v_tenant := v_joined;
            v_known_place := 0;
        END IF;
        INSERT INTO cxone.budget (tenant, client) VALUES (v_tenant, p_client) ON CONFLICT DO NOTHING;
    END LOOP;

    -- Read after the row is locked: the time of now() is that of the start of the wait.
    v_now := clock_timestamp();
    SELECT s.last_request, s.last_place, s.ticket INTO v_last_request, v_last_place, v_ticket
    FROM cxone.budget_session s WHERE s.budget_id = v_budget AND s.session_id = p_session;
    IF v_last_request = p_request THEN
        is_granted := true;
        wait_ms := 0;
        place := v_last_place;
        RETURN;
    END IF;

    IF v_known_place - v_next > 1000000000 THEN
        RAISE EXCEPTION 'p_known_place must be at most 1000000000 greater than the next place, % (was %).', v_next, v_known_place
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    -- Places that this server lost in a crash or a fail-over, and requests that were sent without it. Only the last p_per_minute of them
    -- can delay a request.
    v_missing := greatest(0, v_known_place + 1 - v_next) + p_uncounted;
    IF v_missing > 0 THEN
        INSERT INTO cxone.budget_place (budget_id, place, granted_at, session_id)
        SELECT v_budget, v_next + n, v_now, p_session FROM generate_series(greatest(0, v_missing - p_per_minute), v_missing - 1) n;
        v_next := v_next + v_missing;
        UPDATE cxone.budget b SET next_place = v_next WHERE b.budget_id = v_budget;
    END IF;

    -- No later place may look older than an earlier one.
    IF cardinality(p_late_places) > 0 AND v_tenant = p_tenant THEN
        FOR v_late IN SELECT l.late_place, l.late_ms FROM unnest(p_late_places, p_late_ms) AS l (late_place, late_ms) LOOP
            SELECT least(v_now, p.granted_at + (v_late.late_ms - 500) * interval '1 millisecond') INTO v_at
            FROM cxone.budget_place p WHERE p.budget_id = v_budget AND p.place = v_late.late_place;
            UPDATE cxone.budget_place p SET granted_at = v_at
            WHERE p.budget_id = v_budget AND p.place >= v_late.late_place AND p.granted_at < v_at;
        END LOOP;
    END IF;

    SELECT count(*) INTO v_ahead
    FROM cxone.budget_session s
    WHERE s.budget_id = v_budget AND s.ticket < coalesce(v_ticket, v_next_ticket) AND s.back_by > v_now AND s.session_id <> p_session;

    -- The place that is p_per_minute before this one must be older than a minute, and so on for the second.
    v_due := v_now + (v_ahead / p_per_minute) * c_minute;
    v_due := greatest(v_due, v_now + (v_ahead / p_per_second) * c_second);
    SELECT p.granted_at INTO v_at FROM cxone.budget_place p
    WHERE p.budget_id = v_budget AND p.place = v_next - p_per_minute + v_ahead % p_per_minute;
    v_due := greatest(v_due, v_at + c_minute + (v_ahead / p_per_minute) * c_minute);
    SELECT p.granted_at INTO v_at FROM cxone.budget_place p
    WHERE p.budget_id = v_budget AND p.place = v_next - p_per_second + v_ahead % p_per_second;
    v_due := greatest(v_due, v_at + c_second + (v_ahead / p_per_second) * c_second);

    IF v_due > v_now + (1 + v_ahead / p_per_minute) * c_minute THEN
        -- The clock of the server was set back, or another server has taken over.
        UPDATE cxone.budget_place p SET granted_at = v_now WHERE p.budget_id = v_budget AND p.granted_at > v_now;
        v_due := v_now + c_minute;
    END IF;

    is_granted := v_due <= v_now;
    IF is_granted THEN
        wait_ms := 0;
        place := v_next;
        INSERT INTO cxone.budget_place (budget_id, place, granted_at, session_id) VALUES (v_budget, v_next, v_now, p_session);
        UPDATE cxone.budget b SET next_place = v_next + 1 WHERE b.budget_id = v_budget;
    ELSE
        wait_ms := greatest(1, ceil(extract(epoch FROM v_due - v_now) * 1000));
        IF v_ticket IS NULL THEN
            v_ticket := v_next_ticket;
            UPDATE cxone.budget b SET next_ticket = v_next_ticket + 1 WHERE b.budget_id = v_budget;
        END IF;
    END IF;

    INSERT INTO cxone.budget_session AS s
        (budget_id, session_id, machine, process_id, seen_at, last_request, last_place, ticket, back_by)
    VALUES
        (v_budget, p_session, left(p_machine, 200), p_process, v_now,
         CASE WHEN is_granted THEN p_request ELSE 0 END, CASE WHEN is_granted THEN v_next ELSE 0 END,
         CASE WHEN is_granted THEN NULL ELSE v_ticket END,
         CASE WHEN is_granted THEN NULL ELSE v_now + least(wait_ms, c_longest) * interval '1 millisecond' + interval '2 seconds' END)
    ON CONFLICT (budget_id, session_id) DO UPDATE
    SET seen_at = excluded.seen_at,
        last_request = CASE WHEN excluded.ticket IS NULL THEN excluded.last_request ELSE s.last_request END,
        last_place = CASE WHEN excluded.ticket IS NULL THEN excluded.last_place ELSE s.last_place END,
        ticket = excluded.ticket,
        back_by = excluded.back_by;

    -- Now and then: the number of clients, and what nothing refers to any more.
    IF p_request % 32 = 1 THEN
        SELECT count(*) INTO clients FROM cxone.budget_session s WHERE s.budget_id = v_budget AND s.seen_at > v_now - interval '5 minutes';
        DELETE FROM cxone.budget_session s WHERE s.budget_id = v_budget AND s.seen_at < v_now - interval '1 hour';
        DELETE FROM cxone.budget_place p
        WHERE p.budget_id = v_budget AND p.place < v_next - p_per_minute AND p.granted_at < v_now - interval '5 minutes';
    END IF;
END
$$;

-- Gives up the place in the queue.
CREATE OR REPLACE FUNCTION cxone.budget_leave(p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE cxone.budget_session s SET ticket = NULL, back_by = NULL WHERE s.session_id = p_session AND s.ticket IS NOT NULL;
$$;

-- Returns the tenant that a client found at an address before; NULL if none did.
CREATE OR REPLACE FUNCTION cxone.budget_tenant(p_address text, p_client text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.tenant FROM cxone.budget_address a WHERE a.address = p_address AND a.client = p_client;
$$;

-- Notes the tenant of an address. Requests that were counted under the address are counted under the tenant, as of now. Budgets that no
-- connection has used for 90 days are deleted.
CREATE OR REPLACE FUNCTION cxone.budget_join(p_address text, p_client text, p_tenant text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_budget integer;
    v_next bigint;
    v_now timestamptz;
    v_moved bigint;
    v_wrong text;
BEGIN
    v_wrong := CASE
        WHEN coalesce(octet_length(p_address), 0) NOT BETWEEN 1 AND 500 THEN 'p_address must have 1 to 500 bytes'
        WHEN coalesce(octet_length(p_client), 0) NOT BETWEEN 1 AND 500 THEN 'p_client must have 1 to 500 bytes'
        WHEN coalesce(octet_length(p_tenant), 0) NOT BETWEEN 1 AND 500 THEN 'p_tenant must have 1 to 500 bytes'
    END;
    IF v_wrong IS NOT NULL THEN
        RAISE EXCEPTION '%.', v_wrong USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'cxone.budget_join must run in a transaction with READ COMMITTED (was %).', current_setting('transaction_isolation')
            USING ERRCODE = 'invalid_transaction_state';
    END IF;

    -- budget_take waits here before it creates a row for the address.
    PERFORM pg_advisory_xact_lock(49272, hashtext(p_client));

    -- The budget of an address is deleted below. That of a tenant must not be, whatever the caller passes as its address. A tenant without
    -- an id is known by its address.
    IF p_address <> p_tenant AND EXISTS (
        SELECT FROM cxone.budget_address a WHERE a.tenant = p_address AND a.client = p_client AND a.address <> p_address)
    THEN
        RAISE EXCEPTION 'p_address must not be the id of a known tenant.' USING ERRCODE = 'invalid_parameter_value';
    END IF;

    INSERT INTO cxone.budget_address AS a (address, client, tenant) VALUES (p_address, p_client, p_tenant)
    ON CONFLICT (address, client) DO UPDATE SET tenant = excluded.tenant WHERE a.tenant <> excluded.tenant;
    IF p_address = p_tenant THEN
        RETURN;
    END IF;

    INSERT INTO cxone.budget (tenant, client) VALUES (p_tenant, p_client) ON CONFLICT DO NOTHING;

    -- Both rows are locked, in one order: a place that is granted at the address now would be removed with it and not be moved.
    PERFORM FROM cxone.budget b WHERE b.client = p_client AND b.tenant IN (p_address, p_tenant) ORDER BY b.budget_id FOR UPDATE;
    SELECT b.budget_id, b.next_place INTO v_budget, v_next
    FROM cxone.budget b WHERE b.tenant = p_tenant AND b.client = p_client;
    IF NOT FOUND THEN
        -- Deleted during the wait, because it was not used for 90 days. The module repeats the call.
        RAISE EXCEPTION 'The budget of the tenant was deleted at this moment.' USING ERRCODE = 'serialization_failure';
    END IF;
    v_now := clock_timestamp();
    INSERT INTO cxone.budget_place (budget_id, place, granted_at, session_id)
    SELECT v_budget, v_next - 1 + row_number() OVER (ORDER BY p.place), v_now, p.session_id
    FROM cxone.budget_place p JOIN cxone.budget b ON b.budget_id = p.budget_id
    WHERE b.tenant = p_address AND b.client = p_client AND p.granted_at > v_now - interval '61 seconds';
    GET DIAGNOSTICS v_moved = ROW_COUNT;
    UPDATE cxone.budget b SET next_place = v_next + v_moved WHERE b.budget_id = v_budget AND v_moved > 0;
    DELETE FROM cxone.budget b WHERE b.tenant = p_address AND b.client = p_client;

    -- A budget that is in use at this moment is locked, and therefore skipped. The next connection finds its tenant again.
    WITH removed AS (
        DELETE FROM cxone.budget b
        WHERE b.budget_id IN (
            SELECT o.budget_id FROM cxone.budget o
            WHERE o.budget_id <> v_budget
                AND (SELECT max(s.seen_at) FROM cxone.budget_session s WHERE s.budget_id = o.budget_id) < v_now - interval '90 days'
            FOR UPDATE OF o SKIP LOCKED)
        RETURNING b.tenant, b.client)
    DELETE FROM cxone.budget_address a USING removed r WHERE a.tenant = r.tenant AND a.client = r.client;
END
$$;

-- Returns the budgets, the requests of the last minute, and the connections of the last five minutes.
CREATE OR REPLACE FUNCTION cxone.budget_usage(OUT tenant text, OUT client text, OUT used_last_minute bigint, OUT clients bigint)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT b.tenant, b.client,
        (SELECT count(*) FROM cxone.budget_place p
         WHERE p.budget_id = b.budget_id AND p.granted_at > clock_timestamp() - interval '60 seconds'),
        (SELECT count(*) FROM cxone.budget_session s
         WHERE s.budget_id = b.budget_id AND s.seen_at > clock_timestamp() - interval '5 minutes')
    FROM cxone.budget b
    ORDER BY b.tenant, b.client;
$$;

-- Exclusive work -----------------------------------------------------------------------------------------------------------------------

-- The advisory locks of this database with a 64-bit key.
CREATE OR REPLACE FUNCTION cxone.advisory_locks(OUT lock_key bigint, OUT pid integer, OUT is_granted boolean) RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT (l.classid::bigint << 32) | l.objid::bigint, l.pid, l.granted
    FROM pg_catalog.pg_locks l
    WHERE l.locktype = 'advisory' AND l.objsubid = 1
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database());
$$;

-- Notes who holds a lock. The session that calls it has taken the lock before, so that no other one can sign for it.
CREATE OR REPLACE FUNCTION cxone.lock_note(p_key bigint, p_name text, p_user text, p_machine text, p_process integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_key IS NULL OR p_name IS NULL THEN
        RAISE EXCEPTION 'p_key and p_name must not be NULL.' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF NOT EXISTS (SELECT FROM cxone.advisory_locks() l WHERE l.lock_key = p_key AND l.is_granted AND l.pid = pg_backend_pid()) THEN
        RAISE EXCEPTION 'This session does not hold the lock %.', p_key USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'cxone.lock_note must run in a transaction with READ COMMITTED (was %).', current_setting('transaction_isolation')
            USING ERRCODE = 'invalid_transaction_state';
    END IF;

    DELETE FROM cxone.lock_holder h
    WHERE NOT EXISTS (SELECT FROM cxone.advisory_locks() l WHERE l.lock_key = h.lock_key AND l.pid = h.backend_pid AND l.is_granted);
    INSERT INTO cxone.lock_holder (lock_key, name, backend_pid, os_user, machine, process_id, acquired_at)
    VALUES (p_key, left(p_name, 500), pg_backend_pid(), left(p_user, 200), left(p_machine, 200), p_process, clock_timestamp())
    ON CONFLICT (lock_key) DO UPDATE
    SET name = excluded.name, backend_pid = excluded.backend_pid, os_user = excluded.os_user, machine = excluded.machine,
        process_id = excluded.process_id, acquired_at = excluded.acquired_at;
END
$$;

-- Returns who holds the locks now, and how many sessions wait for each.
CREATE OR REPLACE FUNCTION cxone.lock_list(
    OUT lock_key bigint, OUT name text, OUT os_user text, OUT machine text, OUT process_id integer, OUT acquired_at timestamptz,
    OUT waiting bigint)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT h.lock_key, h.name, h.os_user, h.machine, h.process_id, h.acquired_at,
        (SELECT count(*) FROM cxone.advisory_locks() w WHERE w.lock_key = h.lock_key AND NOT w.is_granted)
    FROM cxone.lock_holder h
    WHERE EXISTS (SELECT FROM cxone.advisory_locks() l WHERE l.lock_key = h.lock_key AND l.pid = h.backend_pid AND l.is_granted)
    ORDER BY h.acquired_at;
$$;

-- Audit --------------------------------------------------------------------------------------------------------------------------------

-- Appends a record to the chain and returns it. A record whose id is in the chain is returned as it is there, so that a caller whose
-- answer was lost may ask again. The time never goes back, so that records of one month have consecutive numbers.
CREATE OR REPLACE FUNCTION cxone.audit_append(
    p_body text,
    OUT sequence bigint, OUT recorded_at timestamptz, OUT previous_hash text, OUT hash text, OUT is_new boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    c_longest CONSTANT integer := 16777216;
    v_json json;
    v_audit_id uuid;
    v_operation_id text;
    v_head cxone.audit_head;
    v_month timestamp;
    v_partition text;
BEGIN
    IF octet_length(p_body) > c_longest THEN
        RAISE EXCEPTION 'A record of the audit log must have at most % bytes (was %).', c_longest, octet_length(p_body)
            USING ERRCODE = 'CX004';
    END IF;

    -- A copy without null characters and single surrogates, which JSON may contain and this type cannot hold. The record itself and its
    -- hash keep them.
    v_json := regexp_replace(p_body, E'(\\\\\\\\)|\\\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})', E'\\1', 'g')::json;
    v_audit_id := (v_json ->> 'auditId')::uuid;
    v_operation_id := left(v_json ->> 'operationId', 200);
    IF v_audit_id IS NULL THEN
        RAISE EXCEPTION 'The record has no auditId.' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'cxone.audit_append must run in a transaction with READ COMMITTED (was %).',
            current_setting('transaction_isolation') USING ERRCODE = 'invalid_transaction_state';
    END IF;

    -- A record that is reported to the caller must survive a crash, whatever the session or an earlier function has set.
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;

    SELECT h.* INTO STRICT v_head FROM cxone.audit_head h FOR UPDATE;
    SELECT r.sequence, r.recorded_at, r.previous_hash, r.hash INTO sequence, recorded_at, previous_hash, hash
    FROM cxone.audit_record r WHERE r.audit_id = v_audit_id;
    is_new := sequence IS NULL;
    IF NOT is_new THEN
        RETURN;
    END IF;

    -- The times would stay that of the last record until the clock has caught up. An hour covers a clock that was corrected.
    IF v_head.recorded_at > clock_timestamp() + interval '1 hour' THEN
        RAISE EXCEPTION 'The last record of the audit log is from %, but the clock of this server shows %. Correct the clock. If it is '
            'right, and was ahead when the record was written, the owner of the store runs: '
            'UPDATE cxone.audit_head SET recorded_at = clock_timestamp();',
            to_char(v_head.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
            USING ERRCODE = 'CX002';
    END IF;

    sequence := v_head.sequence + 1;
    recorded_at := greatest(clock_timestamp(), v_head.recorded_at);
    previous_hash := v_head.hash;
    hash := encode(sha256(convert_to(concat_ws(E'\n',
        sequence, trunc(extract(epoch FROM recorded_at) * 1000000)::bigint, session_user, previous_hash, p_body), 'UTF8')), 'hex');

    v_month := date_trunc('month', recorded_at AT TIME ZONE 'UTC');
    v_partition := 'audit_record_' || to_char(v_month, 'YYYYMM');
    IF to_regclass('cxone.' || v_partition) IS NULL THEN
        -- To attach a table locks less than to create a partition, which would wait for every open reader of the log.
        EXECUTE format('CREATE TABLE cxone.%I (LIKE cxone.audit_record INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', v_partition);
        EXECUTE format('COMMENT ON TABLE cxone.%I IS %L', v_partition, 'The audit records of ' || to_char(v_month, 'YYYY-MM') || '.');
        EXECUTE format(
            'ALTER TABLE cxone.audit_record ATTACH PARTITION cxone.%I FOR VALUES FROM (%L) TO (%L)',
            v_partition,
            to_char(v_month, 'YYYY-MM-DD') || ' 00:00:00+00',
            to_char(v_month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
    END IF;

    INSERT INTO cxone.audit_record (sequence, recorded_at, audit_id, operation_id, written_by, previous_hash, hash, body)
    VALUES (sequence, recorded_at, v_audit_id, v_operation_id, session_user, previous_hash, hash, p_body);
    UPDATE cxone.audit_head h SET sequence = audit_append.sequence, hash = audit_append.hash, recorded_at = audit_append.recorded_at;
END
$$;

-- For the owner only: removes the months that end at or before a time, and keeps number and hash of the last record removed, so that the
-- rest can be verified. The removal is itself a record of the chain. Returns the number of months.
CREATE OR REPLACE FUNCTION cxone.audit_retire(p_before timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_name text;
    v_month timestamp;
    v_last cxone.audit_record;
    v_removed cxone.audit_cut;
    v_count integer := 0;
BEGIN
    IF p_before IS NULL THEN
        RAISE EXCEPTION 'A time is required.' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'cxone.audit_retire must run in a transaction with READ COMMITTED (was %).',
            current_setting('transaction_isolation') USING ERRCODE = 'invalid_transaction_state';
    END IF;

    -- No record is appended until this transaction ends.
    PERFORM FROM cxone.audit_head h FOR UPDATE;
    FOR v_name IN
        SELECT c.relname FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'cxone.audit_record'::regclass AND c.relname ~ '^audit_record_[0-9]{6}$'
        ORDER BY c.relname
    LOOP
        v_month := to_timestamp(right(v_name, 6) || '01', 'YYYYMMDD')::date::timestamp;
        EXIT WHEN (v_month + interval '1 month') AT TIME ZONE 'UTC' > least(p_before, clock_timestamp());
        SELECT r.* INTO v_last FROM cxone.audit_record r
        WHERE r.recorded_at >= v_month AT TIME ZONE 'UTC' AND r.recorded_at < (v_month + interval '1 month') AT TIME ZONE 'UTC'
        ORDER BY r.sequence DESC LIMIT 1;
        IF FOUND THEN
            INSERT INTO cxone.audit_cut (sequence, hash, recorded_at) VALUES (v_last.sequence, v_last.hash, v_last.recorded_at);
        END IF;
        EXECUTE format('DROP TABLE cxone.%I', v_name);
        v_count := v_count + 1;
    END LOOP;

    -- The newest record that was ever removed. The last of the months may have had no record.
    IF v_count > 0 THEN
        SELECT c.* INTO v_removed FROM cxone.audit_cut c ORDER BY c.sequence DESC LIMIT 1;
        PERFORM cxone.audit_append(json_build_object(
            'sequence', 0, 'auditId', gen_random_uuid(), 'timestamp', '1970-01-01T00:00:00+00:00', 'action', 'AuditLog.Retire',
            'outcome', 'Noted', 'user', session_user,
            'details', json_build_object('lastSequence', v_removed.sequence, 'lastHash', v_removed.hash, 'months', v_count),
            'previousHash', repeat('0', 64))::text);
    END IF;

    RETURN v_count;
END
$$;

-- Returns the number of records and the size of their tables and indexes.
CREATE OR REPLACE FUNCTION cxone.audit_size(OUT records bigint, OUT bytes bigint, OUT last_recorded_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT h.sequence - coalesce((SELECT max(c.sequence) FROM cxone.audit_cut c), 0),
        (SELECT coalesce(sum(pg_total_relation_size(t.relid)), 0)::bigint FROM pg_partition_tree('cxone.audit_record') t),
        CASE WHEN h.sequence > 0 THEN h.recorded_at END
    FROM cxone.audit_head h;
$$;

COMMENT ON FUNCTION cxone.budget_take(text, text, uuid, text, integer, bigint, bigint, integer, bigint[], integer[], integer, integer)
    IS 'Allows a request of a client, or returns how long to wait before the next call.';
COMMENT ON FUNCTION cxone.budget_leave(uuid) IS 'Gives up the position of a connection in the queue.';
COMMENT ON FUNCTION cxone.budget_tenant(text, text) IS 'Returns the tenant that a client found at an address before.';
COMMENT ON FUNCTION cxone.budget_join(text, text, text)
    IS 'Notes the tenant of an address, moves the requests that were counted under the address, and deletes unused budgets.';
COMMENT ON FUNCTION cxone.budget_usage() IS 'Returns the budgets, their requests of the last minute, and their connections.';
COMMENT ON FUNCTION cxone.advisory_locks()
    IS 'Returns the advisory locks of this database with a 64-bit key. Used by lock_note and lock_list.';
COMMENT ON FUNCTION cxone.lock_note(bigint, text, text, text, integer) IS 'Notes that this session holds a lock, and for whom.';
COMMENT ON FUNCTION cxone.lock_list() IS 'Returns who holds the locks now, and how many sessions wait for each.';
COMMENT ON FUNCTION cxone.audit_append(text) IS 'Appends a record to the audit log, once, and returns it.';
COMMENT ON FUNCTION cxone.audit_retire(timestamptz) IS 'For the owner: removes whole months of the audit log and records the removal.';
COMMENT ON FUNCTION cxone.audit_size() IS 'Returns number and size of the audit records, and the time of the newest.';
