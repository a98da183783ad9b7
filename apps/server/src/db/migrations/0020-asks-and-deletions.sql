-- Who needs a box or entries of which space: the last word of each member. No key is in it, and nothing that anybody seals to.
CREATE TABLE asks (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  member_id uuid NOT NULL,
  epoch bigint NOT NULL,
  need text NOT NULL CHECK (need IN ('box', 'rekey')),
  day integer NOT NULL,
  PRIMARY KEY (institution_id, space_id, member_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces ON DELETE CASCADE
);
CREATE INDEX asks_by_day ON asks (day);

ALTER TABLE asks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (epoch, need, day), DELETE ON asks TO obhut_app;

CREATE POLICY read ON asks FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[])
    AND (member_id = (SELECT ctx_persona()) OR is_writer(institution_id, space_id, (SELECT ctx_persona()), (SELECT ctx_day()))));
CREATE POLICY ask ON asks FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona())
    AND space_id = ANY ((SELECT readable_spaces())::uuid[]));
CREATE POLICY ask_again ON asks FOR UPDATE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona()));
CREATE POLICY have ON asks FOR DELETE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona()));
CREATE POLICY owner_forgets ON asks TO CURRENT_USER USING (true);

CREATE FUNCTION forget_asks(before integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH gone AS (DELETE FROM asks a WHERE a.day < before RETURNING 1) SELECT count(*)::integer FROM gone
$$;

-- An event that another one of the caller's deletes, by its author or an admin of its space. The application may delete nothing by itself; the rules are
-- asked here once more. False: there is nothing to delete, or the caller may not.
CREATE FUNCTION is_admin() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM members m
    WHERE m.institution_id = ctx_institution() AND m.member_id = ctx_persona() AND m.space_id = ctx_space() AND m.class = 'persona'
      AND m.role IN ('admin', 'owner') AND (m.until IS NULL OR m.until >= ctx_day())
  ) OR EXISTS (
    SELECT FROM members o
    JOIN members m ON m.institution_id = o.institution_id AND m.member_id = ctx_persona() AND m.space_id = o.member_id
    WHERE o.institution_id = ctx_institution() AND o.space_id = ctx_space() AND o.class = 'space'
      AND o.role IN ('admin', 'owner') AND (o.until IS NULL OR o.until >= ctx_day())
      AND m.class = 'persona' AND m.role <> 'reader' AND (m.until IS NULL OR m.until >= ctx_day()))
$$;

CREATE FUNCTION delete_event(target bigint, deletion uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE items t SET gone_hash = sha256(t.bytes), bytes = NULL, event_id = NULL, version = NULL, epoch = NULL, bucket_id = NULL, notify = NULL,
      control_hash = NULL, through_id = NULL, through_index = NULL, through_hash = NULL
    FROM items d
    WHERE t.institution_id = ctx_institution() AND t.space_id = ctx_space() AND t.seq = target AND t.kind = 'event' AND t.gone_hash IS NULL
      AND d.institution_id = t.institution_id AND d.space_id = t.space_id AND d.kind = 'event' AND d.event_id = deletion
      AND d.author_id = ctx_persona() AND d.seq > t.seq AND (d.expiry = 0 OR (t.expiry > 0 AND d.expiry >= t.expiry))
      AND (SELECT may_write()) AND (t.author_id = ctx_persona() OR (SELECT is_admin()));
  RETURN FOUND;
END $$;

-- Files that the deleted event named: the caller's own, or, for an admin, anybody's in the space. The store's names of them.
CREATE FUNCTION delete_blobs(blobs_in uuid[]) RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM blobs b WHERE b.institution_id = ctx_institution() AND b.space_id = ctx_space() AND b.blob_id = ANY (blobs_in)
    AND (SELECT may_write()) AND (b.uploader_id = ctx_persona() OR (SELECT is_admin())) RETURNING b.file_name
$$;
