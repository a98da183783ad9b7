-- Who may see and write what (protocol.md, section 9): direct members, and the direct members of member spaces, one step.
-- The functions run as the tables' owner, which alone may read all memberships; they answer about the persona of the transaction only.

CREATE FUNCTION direct_spaces() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN ARRAY(
    SELECT m.space_id FROM members m
    WHERE m.institution_id = ctx_institution() AND m.member_id = ctx_persona() AND m.class <> 'space'
      AND (m.until IS NULL OR m.until >= ctx_day()));
END $$;

CREATE FUNCTION readable_spaces() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE direct uuid[] := direct_spaces();
BEGIN
  RETURN direct || ARRAY(
    SELECT m.space_id FROM members m
    WHERE m.institution_id = ctx_institution() AND m.member_id = ANY (direct) AND m.class = 'space'
      AND (m.until IS NULL OR m.until >= ctx_day()));
END $$;

-- Whether somebody may append events to a space: a writer at least, and through a member space not as a reader of that.
CREATE FUNCTION is_writer(institution uuid, space uuid, persona uuid, today integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM members m
    WHERE m.institution_id = institution AND m.member_id = persona AND m.space_id = space AND m.class IN ('persona', 'device')
      AND m.role <> 'reader' AND (m.until IS NULL OR m.until >= today)
  ) OR EXISTS (
    SELECT FROM members outer_entry
    JOIN members m ON m.institution_id = institution AND m.member_id = persona AND m.space_id = outer_entry.member_id
    WHERE outer_entry.institution_id = institution AND outer_entry.space_id = space AND outer_entry.class = 'space'
      AND outer_entry.role <> 'reader' AND (outer_entry.until IS NULL OR outer_entry.until >= today)
      AND m.class IN ('persona', 'device') AND m.role <> 'reader' AND (m.until IS NULL OR m.until >= today));
END $$;

-- About the space that is being written into.
CREATE FUNCTION may_write() RETURNS boolean LANGUAGE sql STABLE
RETURN is_writer(ctx_institution(), ctx_space(), ctx_persona(), ctx_day());

CREATE FUNCTION may_read() RETURNS boolean LANGUAGE sql STABLE
RETURN ctx_space() = ANY (readable_spaces());

-- The control logs of levels 0 and 1, for every direct member of any space of the institution.
CREATE FUNCTION open_logs() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF cardinality(direct_spaces()) = 0 THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT s.space_id FROM spaces s WHERE s.institution_id = ctx_institution() AND s.level <= 1);
END $$;

-- A space that this persona is founding in this very transaction; as soon as it holds an item, membership alone counts.
CREATE FUNCTION nascent_spaces() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN ARRAY(
    SELECT s.space_id FROM spaces s
    WHERE s.institution_id = ctx_institution() AND s.founder_id = ctx_persona() AND s.seq = 0);
END $$;

ALTER TABLE institutions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE spaces ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE members ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE (position) ON institutions TO obhut_app;
GRANT SELECT, INSERT, UPDATE (seq, chain, control_count) ON spaces TO obhut_app;
GRANT SELECT, INSERT, UPDATE (role, until), DELETE ON members TO obhut_app;
GRANT SELECT, INSERT ON items TO obhut_app;

CREATE POLICY owner ON members FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner ON spaces FOR SELECT TO CURRENT_USER USING (true);

CREATE POLICY read ON institutions FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution())
    AND (cardinality((SELECT direct_spaces())) > 0 OR cardinality((SELECT nascent_spaces())) > 0));
CREATE POLICY found ON institutions FOR INSERT TO obhut_app WITH CHECK (institution_id = (SELECT ctx_institution()));
-- Only what may be read is found to be changed.
CREATE POLICY count ON institutions FOR UPDATE TO obhut_app USING (institution_id = (SELECT ctx_institution()));

CREATE POLICY read ON spaces FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution())
    AND (space_id = ANY ((SELECT readable_spaces())::uuid[]) OR space_id = ANY ((SELECT open_logs())::uuid[])
      OR space_id = ANY ((SELECT nascent_spaces())::uuid[])));
CREATE POLICY found ON spaces FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND founder_id = (SELECT ctx_persona()) AND seq = 0);
CREATE POLICY append ON spaces FOR UPDATE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[]));

CREATE POLICY read ON members FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution())
    AND (space_id = ANY ((SELECT readable_spaces())::uuid[]) OR space_id = ANY ((SELECT nascent_spaces())::uuid[])));
CREATE POLICY enter ON members FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution())
    AND (space_id = ANY ((SELECT readable_spaces())::uuid[]) OR space_id = ANY ((SELECT nascent_spaces())::uuid[])));
CREATE POLICY change ON members FOR UPDATE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[]));
CREATE POLICY leave ON members FOR DELETE TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[]));

CREATE POLICY read ON items FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution())
    AND (space_id = ANY ((SELECT readable_spaces())::uuid[])
      OR (kind = 'control' AND space_id = ANY ((SELECT open_logs())::uuid[]))));
CREATE POLICY append ON items FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND author_id = (SELECT ctx_persona()) AND space_id = (SELECT ctx_space())
    AND CASE kind WHEN 'event' THEN (SELECT may_write()) ELSE (SELECT may_read()) END);
