-- Uploads that go on where they broke off: the row comes first and says what is to come; the bytes follow; `done` when their hash is the one named.
ALTER TABLE blobs ADD COLUMN hash bytea, ADD COLUMN done boolean NOT NULL DEFAULT true, ADD COLUMN touched timestamptz;
ALTER TABLE blobs ALTER COLUMN done SET DEFAULT false;
CREATE UNIQUE INDEX blobs_by_file ON blobs (file_name);
CREATE INDEX blobs_unfinished ON blobs (touched) WHERE NOT done;

GRANT UPDATE (done, touched) ON blobs TO obhut_app;
DROP POLICY read ON blobs;
CREATE POLICY read ON blobs FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[])
    AND (done OR uploader_id = (SELECT ctx_persona())));
CREATE POLICY go_on ON blobs FOR UPDATE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND uploader_id = (SELECT ctx_persona())
    AND space_id = (SELECT ctx_space()) AND (SELECT may_write()));

-- What the institution of the transaction holds and has been promised, of all spaces. One at a time, so that two cannot both take the last room.
CREATE FUNCTION held_blob_bytes() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('blobs ' || ctx_institution()::text, 0));
  RETURN (SELECT coalesce(sum(b.size), 0)::bigint FROM blobs b WHERE b.institution_id = ctx_institution());
END $$;

-- The store's names of the uploads that nobody has gone on with since.
CREATE FUNCTION sweep_uploads(since timestamptz, most integer) RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH dead AS MATERIALIZED (SELECT b.ctid FROM blobs b WHERE NOT b.done AND b.touched < since LIMIT most)
  DELETE FROM blobs b USING dead d WHERE b.ctid = d.ctid RETURNING b.file_name
$$;

-- Which of the store's files have a row.
CREATE FUNCTION known_files(names text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT b.file_name FROM blobs b WHERE b.file_name = ANY (names)
$$;

-- Which files there must be, in the order of their names.
CREATE FUNCTION finished_files(after text, most integer) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT b.file_name FROM blobs b WHERE b.file_name > after AND b.done ORDER BY b.file_name LIMIT most
$$;
