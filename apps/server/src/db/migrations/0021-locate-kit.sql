-- The sheet for the safe names the institution, not where its leadership is: whoever holds a kit asks like somebody with a letter.
DROP INDEX members_invites;
CREATE INDEX members_located ON members (member_id) WHERE class IN ('invite', 'kit');

CREATE OR REPLACE FUNCTION locate_letter(invite uuid, today integer) RETURNS TABLE (institution uuid, leadership uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.institution_id, i.leadership_id FROM members m JOIN institutions i ON i.institution_id = m.institution_id
  WHERE m.member_id = invite AND m.class IN ('invite', 'kit') AND (m.until IS NULL OR m.until >= today)
  LIMIT 1
$$;
