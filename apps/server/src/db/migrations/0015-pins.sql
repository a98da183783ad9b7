-- PINs on shared tablets: the server's half of a key, for one tablet and one person; ten wrong tries end it.
CREATE TABLE pins (
  pin_id uuid PRIMARY KEY,
  institution_id uuid NOT NULL REFERENCES institutions ON DELETE CASCADE,
  persona_id uuid NOT NULL,
  device_id uuid NOT NULL,
  opaque_record text NOT NULL,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX pins_persona ON pins (institution_id, persona_id);

ALTER TABLE pins ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (tries), DELETE ON pins TO obhut_app;

-- The person makes it and sees it, the tablet tries it.
CREATE POLICY own ON pins FOR ALL TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND (SELECT ctx_persona()) IN (persona_id, device_id))
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND (SELECT ctx_persona()) IN (persona_id, device_id));

-- What falls with an institution, and what names somebody who is no member any more.
CREATE POLICY owner_erases ON pins FOR ALL TO CURRENT_USER USING (true);
CREATE FUNCTION sweep_pins() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM pins p
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.institution_id = p.institution_id AND m.member_id = p.persona_id)
    OR NOT EXISTS (SELECT FROM members m WHERE m.institution_id = p.institution_id AND m.member_id = p.device_id);
$$;
