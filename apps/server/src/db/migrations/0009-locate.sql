-- What somebody without a session may ask: where a letter leads that is neither used nor over; and whether anything was founded at all.
-- The functions run as the tables' owner and answer that alone.
CREATE INDEX members_invites ON members (member_id) WHERE class = 'invite';

CREATE FUNCTION locate_letter(invite uuid, today integer) RETURNS TABLE (institution uuid, leadership uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT i.institution_id, i.leadership_id FROM members m JOIN institutions i ON i.institution_id = m.institution_id
  WHERE m.member_id = invite AND m.class = 'invite' AND (m.until IS NULL OR m.until >= today)
  LIMIT 1
$$;

CREATE FUNCTION is_founded() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM institutions)
$$;
