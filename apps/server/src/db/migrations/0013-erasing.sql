-- The end of a space, and of an institution: what is left when everything in them is over goes too. One step at a time, so that no statement
-- takes long; whoever was in them is out before the first row goes, so that nobody meets a log with a hole.
CREATE POLICY owner_erases ON items FOR DELETE TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON spaces FOR DELETE TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON institutions FOR DELETE TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON boxes TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON kem_keys TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON access_log TO CURRENT_USER USING (true);
CREATE POLICY owner_erases ON access_trees TO CURRENT_USER USING (true);

-- Institutions whose leadership has ended.
CREATE FUNCTION ended_institutions(first integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT s.institution_id FROM spaces s JOIN institutions i ON i.institution_id = s.institution_id AND i.leadership_id = s.space_id
  WHERE s.retired < first
$$;

-- With an institution end all its files.
CREATE OR REPLACE FUNCTION shred_blobs(first integer, most integer) RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH dead AS MATERIALIZED (
    SELECT b.ctid FROM blobs b WHERE b.expiry > 0 AND b.expiry < first
    UNION
    SELECT b.ctid FROM spaces s JOIN blobs b ON b.institution_id = s.institution_id AND b.space_id = s.space_id
      WHERE s.retired < first AND b.expiry = 0
    UNION
    SELECT b.ctid FROM blobs b WHERE b.institution_id IN (SELECT ended_institutions(first))
    LIMIT most)
  DELETE FROM blobs b USING dead d WHERE b.ctid = d.ctid RETURNING b.file_name
$$;

-- A space of which nothing is left to read. Logs of levels 0 and 1 are named by others and stay as long as the institution.
CREATE FUNCTION is_spent(institution uuid, space uuid, first integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT NOT EXISTS (SELECT FROM items i WHERE i.institution_id = institution AND i.space_id = space AND i.kind = 'event' AND i.gone_hash IS NULL)
    AND NOT EXISTS (SELECT FROM entries e WHERE e.institution_id = institution AND e.space_id = space AND e.until >= first)
    AND NOT EXISTS (SELECT FROM blobs b WHERE b.institution_id = institution AND b.space_id = space)
$$;

-- Deletes a space's rows, `most` of its items at a time. False: there are more.
CREATE FUNCTION erase_space(institution uuid, space uuid, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE deleted integer;
BEGIN
  DELETE FROM members m WHERE m.institution_id = institution AND m.space_id = space;
  DELETE FROM items i WHERE i.institution_id = institution AND i.space_id = space
    AND i.seq IN (SELECT l.seq FROM items l WHERE l.institution_id = institution AND l.space_id = space ORDER BY l.seq LIMIT most);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  IF deleted = most THEN RETURN false; END IF;
  DELETE FROM entries e WHERE e.institution_id = institution AND e.space_id = space;
  DELETE FROM boxes b WHERE b.institution_id = institution AND b.space_id = space;
  DELETE FROM spaces s WHERE s.institution_id = institution AND s.space_id = space;
  RETURN true;
END $$;

-- The access log of an institution that is no more, and what a call that was under way then has added to it.
CREATE FUNCTION erase_stray_log(most integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE target uuid; deleted integer;
BEGIN
  SELECT t.institution_id INTO target FROM access_trees t
    WHERE NOT EXISTS (SELECT FROM institutions i WHERE i.institution_id = t.institution_id) LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN 'nothing'; END IF;
  DELETE FROM access_log a WHERE a.institution_id = target AND a.leaf_index IN
    (SELECT l.leaf_index FROM access_log l WHERE l.institution_id = target ORDER BY l.leaf_index LIMIT most);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  IF deleted < most THEN DELETE FROM access_trees t WHERE t.institution_id = target; END IF;
  RETURN 'rows';
END $$;

-- The next step: 'rows' were deleted, a 'space' or an 'institution' has gone, or there is 'nothing' left to do. Blobs must have been shredded.
CREATE FUNCTION erase_next(first integer, most integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE target uuid; leadership uuid; space uuid;
BEGIN
  SELECT i.institution_id, i.leadership_id INTO target, leadership FROM institutions i
    WHERE i.institution_id IN (SELECT ended_institutions(first)) AND NOT EXISTS (SELECT FROM blobs b WHERE b.institution_id = i.institution_id)
    LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN
    SELECT s.institution_id, s.space_id INTO target, space FROM spaces s
      WHERE s.retired < first AND s.level = 2 AND is_spent(s.institution_id, s.space_id, first) LIMIT 1 FOR UPDATE;
    IF NOT FOUND THEN RETURN erase_stray_log(most); END IF;
    RETURN CASE WHEN erase_space(target, space, most) THEN 'space' ELSE 'rows' END;
  END IF;

  DELETE FROM persona_sessions p WHERE p.institution_id = target;
  DELETE FROM members m WHERE m.institution_id = target;
  -- Leadership last: its log says that the institution has ended.
  SELECT s.space_id INTO space FROM spaces s WHERE s.institution_id = target ORDER BY s.space_id = leadership, s.space_id LIMIT 1;
  IF NOT erase_space(target, space, most) THEN RETURN 'rows'; END IF;
  IF space <> leadership THEN RETURN 'space'; END IF;
  DELETE FROM kem_keys k WHERE k.institution_id = target;
  DELETE FROM institutions i WHERE i.institution_id = target;
  RETURN 'institution';
END $$;

-- Parts of the whole, not to be called by anyone else: they ask for no day.
REVOKE EXECUTE ON FUNCTION erase_space(uuid, uuid, integer), is_spent(uuid, uuid, integer), erase_stray_log(integer) FROM PUBLIC;
