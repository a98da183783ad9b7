-- Boxes and keyring entries of epochs that another has taken the place of: they go a week after somebody else of the staff has opened the new
-- ones and said so, and in any case 35 days after the new epoch began (docs/decisions/0028).
ALTER TABLE spaces ADD COLUMN epoch bigint NOT NULL DEFAULT 0, ADD COLUMN epoch_day integer, ADD COLUMN epoch_author uuid;
GRANT UPDATE (epoch, epoch_day, epoch_author) ON spaces TO obhut_app;

-- Of spaces that are there already nobody knows whose the epoch is: they wait for the 35 days.
UPDATE spaces s SET epoch = b.epoch, epoch_day = floor(extract(epoch FROM now()) / 86400)::integer
  FROM (SELECT institution_id, space_id, max(epoch) AS epoch FROM boxes GROUP BY institution_id, space_id) b
  WHERE b.institution_id = s.institution_id AND b.space_id = s.space_id;

-- The newest epoch of which a member says that its box and its keyring open. No key is in it.
CREATE TABLE confirmations (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  member_id uuid NOT NULL,
  epoch bigint NOT NULL,
  day integer NOT NULL,
  PRIMARY KEY (institution_id, space_id, member_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces ON DELETE CASCADE
);
ALTER TABLE confirmations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (epoch, day) ON confirmations TO obhut_app;

-- A person who is in leadership or a team.
CREATE FUNCTION is_staff() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM members m JOIN spaces s ON s.institution_id = m.institution_id AND s.space_id = m.space_id
    WHERE m.institution_id = ctx_institution() AND m.member_id = ctx_persona() AND m.class = 'persona' AND s.level <= 1
      AND (m.until IS NULL OR m.until >= ctx_day()))
$$;

CREATE POLICY read ON confirmations FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona()));
CREATE POLICY confirm ON confirmations FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona())
    AND space_id = ANY ((SELECT readable_spaces())::uuid[]) AND (SELECT is_staff()));
CREATE POLICY confirm_again ON confirmations FOR UPDATE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona()))
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND member_id = (SELECT ctx_persona())
    AND space_id = ANY ((SELECT readable_spaces())::uuid[]) AND (SELECT is_staff()));
CREATE POLICY owner_counts ON confirmations TO CURRENT_USER USING (true);

CREATE INDEX spaces_superseding ON spaces (epoch_day) WHERE epoch > 1;

-- `confirmed`: the last day of a confirmation that is good by now; `began`: the last day of an epoch that needs none any more. Whoever says that
-- they miss something of the new keys holds up the former, not the latter. How many rows have gone; fewer than `most`: there are no more.
CREATE FUNCTION shred_superseded(confirmed integer, began integer, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE changed integer;
BEGIN
  WITH due AS MATERIALIZED (
    SELECT s.institution_id, s.space_id, s.epoch FROM spaces s
    WHERE s.epoch > 1 AND (s.epoch_day <= began OR (
      EXISTS (SELECT FROM confirmations c WHERE c.institution_id = s.institution_id AND c.space_id = s.space_id AND c.epoch = s.epoch
        AND c.member_id <> s.epoch_author AND c.day <= confirmed)
      AND NOT EXISTS (SELECT FROM asks a WHERE a.institution_id = s.institution_id AND a.space_id = s.space_id AND a.epoch = s.epoch)))
  ), old_entries AS MATERIALIZED (
    SELECT e.ctid FROM due d JOIN entries e ON e.institution_id = d.institution_id AND e.space_id = d.space_id AND e.epoch < d.epoch LIMIT most
  ), old_boxes AS MATERIALIZED (
    SELECT b.ctid FROM due d JOIN boxes b ON b.institution_id = d.institution_id AND b.space_id = d.space_id AND b.epoch < d.epoch LIMIT most
  ), entries_gone AS (DELETE FROM entries e USING old_entries o WHERE e.ctid = o.ctid RETURNING 1
  ), boxes_gone AS (DELETE FROM boxes b USING old_boxes o WHERE b.ctid = o.ctid RETURNING 1)
  SELECT greatest((SELECT count(*) FROM entries_gone), (SELECT count(*) FROM boxes_gone)) INTO changed;
  RETURN changed;
END $$;

-- As for entries: what was deleted is to be cleaned away soon.
ALTER TABLE boxes SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);
