-- What is over leaves the database: keyring entries, ciphertext, blobs. The application may not delete; these functions run as the tables' owner
-- and delete nothing but what is over on the day that they are given, so many rows at a time.

-- The last day of a bucket; null: while the space lasts. A keyring also carries KEM seeds for other spaces: they open nothing in this one, and
-- stay as long as its log.
ALTER TABLE entries ADD COLUMN until integer, ADD COLUMN is_seed boolean NOT NULL DEFAULT false;
-- The day with which a space ends, as its control log says.
ALTER TABLE spaces ADD COLUMN retired integer;
GRANT UPDATE (retired) ON spaces TO obhut_app;

-- A deleted event leaves place, author, expiry, chain and the hash of its bytes, so that the chain still verifies.
ALTER TABLE items ALTER COLUMN bytes DROP NOT NULL, ADD COLUMN gone_hash bytea, DROP CONSTRAINT items_check;
ALTER TABLE items ADD CONSTRAINT items_form CHECK (
  CASE
    WHEN kind = 'control' THEN bytes IS NOT NULL AND gone_hash IS NULL
    WHEN gone_hash IS NULL THEN num_nulls(event_id, version, epoch, bucket_id, notify, control_hash, bytes) = 0
    ELSE num_nonnulls(event_id, version, epoch, bucket_id, notify, control_hash, through_id, through_index, through_hash, bytes) = 0
  END);

CREATE INDEX items_expiring ON items (expiry) WHERE expiry > 0 AND gone_hash IS NULL;
CREATE INDEX entries_ending ON entries (until) WHERE until IS NOT NULL;
CREATE INDEX blobs_expiring ON blobs (expiry) WHERE expiry > 0;
CREATE INDEX spaces_retired ON spaces (retired) WHERE retired IS NOT NULL;

-- Dead rows still hold what was deleted until they are cleaned away: soon, and not when a fifth of a large table is dead.
ALTER TABLE items SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 200);
ALTER TABLE entries SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);

CREATE POLICY owner_shreds ON items FOR UPDATE TO CURRENT_USER USING (true);
CREATE POLICY owner_shreds ON entries TO CURRENT_USER USING (true);
CREATE POLICY owner_shreds ON blobs TO CURRENT_USER USING (true);

-- `first`: the first day that still counts. How many rows were changed; fewer than `most`: there are no more.
CREATE FUNCTION shred_events(first integer, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE changed integer;
BEGIN
  WITH expired AS MATERIALIZED (
    (SELECT i.institution_id, i.space_id, i.seq FROM items i
      WHERE i.expiry > 0 AND i.expiry < first AND i.gone_hash IS NULL ORDER BY i.expiry LIMIT most FOR UPDATE SKIP LOCKED)
  ), ended AS MATERIALIZED (
    SELECT i.institution_id, i.space_id, i.seq FROM spaces s JOIN items i ON i.institution_id = s.institution_id AND i.space_id = s.space_id
      WHERE s.retired < first AND i.kind = 'event' AND i.expiry = 0 AND i.gone_hash IS NULL LIMIT most FOR UPDATE OF i SKIP LOCKED
  ), dead AS (SELECT * FROM expired UNION ALL SELECT * FROM ended LIMIT most)
  UPDATE items i SET gone_hash = sha256(i.bytes), bytes = NULL, event_id = NULL, version = NULL, epoch = NULL, bucket_id = NULL, notify = NULL,
      control_hash = NULL, through_id = NULL, through_index = NULL, through_hash = NULL
    FROM dead o WHERE i.institution_id = o.institution_id AND i.space_id = o.space_id AND i.seq = o.seq;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- In every epoch that is kept.
CREATE FUNCTION shred_entries(first integer, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE changed integer;
BEGIN
  WITH dead AS MATERIALIZED (
    SELECT e.ctid FROM entries e WHERE e.until < first
    UNION ALL
    SELECT e.ctid FROM spaces s JOIN entries e ON e.institution_id = s.institution_id AND e.space_id = s.space_id
      WHERE s.retired < first AND e.until IS NULL AND NOT e.is_seed
    LIMIT most)
  DELETE FROM entries e USING dead o WHERE e.ctid = o.ctid;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- The store's names of what is to be deleted there.
CREATE FUNCTION shred_blobs(first integer, most integer) RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH dead AS MATERIALIZED (
    SELECT b.ctid FROM blobs b WHERE b.expiry > 0 AND b.expiry < first
    UNION ALL
    SELECT b.ctid FROM spaces s JOIN blobs b ON b.institution_id = s.institution_id AND b.space_id = s.space_id
      WHERE s.retired < first AND b.expiry = 0
    LIMIT most)
  DELETE FROM blobs b USING dead o WHERE b.ctid = o.ctid RETURNING b.file_name
$$;
