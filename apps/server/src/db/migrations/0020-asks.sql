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
