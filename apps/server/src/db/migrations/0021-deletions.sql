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
