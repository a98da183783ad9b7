-- Whom an expulsion takes along (protocol.md, section 5): a member falls with each persona whom it descends from by replacements that
-- these signed themselves, and a letter with whoever made it.
ALTER TABLE members ADD COLUMN falls_with uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX members_falling ON members USING gin (falls_with);

-- Out of every space of the institution at once; only for who leads it. Returns who is out.
CREATE FUNCTION expel_personas(personas uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM members m JOIN institutions i ON i.institution_id = m.institution_id AND i.leadership_id = m.space_id
    WHERE m.institution_id = ctx_institution() AND m.member_id = ctx_persona() AND m.class = 'persona'
      AND m.role IN ('admin', 'owner') AND (m.until IS NULL OR m.until >= ctx_day()))
  THEN RETURN; END IF;
  RETURN QUERY DELETE FROM members m
    WHERE m.institution_id = ctx_institution() AND m.class <> 'space'
      AND (m.member_id = ANY (personas) OR m.falls_with && personas)
    RETURNING m.member_id;
END $$;

-- The owner's own statements stand under the policies too, as the tables force them.
CREATE POLICY owner_expels ON members FOR DELETE TO CURRENT_USER USING (true);
