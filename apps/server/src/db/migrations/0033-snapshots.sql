-- A persona's snapshot of its spaces: opaque, beside the persona, so that nothing leads from accounts to personas; no time of writing either.
CREATE TABLE snapshots (
  institution_id uuid NOT NULL REFERENCES institutions ON DELETE CASCADE,
  persona_id uuid NOT NULL,
  tag uuid NOT NULL,
  until integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (institution_id, persona_id)
);
ALTER TABLE snapshots ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE snapshots SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 50);
CREATE INDEX snapshots_ending ON snapshots (until) WHERE until > 0;

ALTER TABLE snapshots ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (tag, until, bytes) ON snapshots TO obhut_app;
CREATE POLICY own ON snapshots FOR ALL TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()))
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()));

-- `first`: the first day that still counts. What is over, what falls with an institution, and what is of nobody's who is a member of anything.
CREATE POLICY owner_shreds ON snapshots FOR ALL TO CURRENT_USER USING (true);
CREATE FUNCTION shred_snapshots(first integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM snapshots s
  WHERE (s.until > 0 AND s.until < first)
    OR NOT EXISTS (SELECT FROM members m WHERE m.institution_id = s.institution_id AND m.member_id = s.persona_id);
$$;
