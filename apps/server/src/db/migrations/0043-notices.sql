-- Devices that a push service wakes (docs/decisions/0043). The address is sealed by a key that is in no database: with it and the server's key
-- for push services somebody could wake the device. `due_at`: when it is to be woken, null where nothing waits; never before `not_before`, and
-- before `quiet_until` only by what is urgent.
CREATE TABLE notice_devices (
  institution_id uuid NOT NULL REFERENCES institutions ON DELETE CASCADE,
  persona_id uuid NOT NULL,
  device_tag uuid NOT NULL,
  endpoint bytea NOT NULL,
  started_at timestamptz NOT NULL,
  not_before timestamptz NOT NULL,
  quiet_until timestamptz,
  due_at timestamptz,
  is_urgent boolean NOT NULL DEFAULT false,
  failures integer NOT NULL DEFAULT 0,
  PRIMARY KEY (institution_id, persona_id, device_tag)
);
CREATE INDEX notice_devices_due ON notice_devices (due_at) WHERE due_at IS NOT NULL;

-- When somebody may be woken, where they have said so; minutes of the institution's day.
CREATE TABLE notice_hours (
  institution_id uuid NOT NULL REFERENCES institutions ON DELETE CASCADE,
  persona_id uuid NOT NULL,
  days integer NOT NULL,
  opens integer NOT NULL,
  closes integer NOT NULL,
  PRIMARY KEY (institution_id, persona_id)
);

ALTER TABLE notice_devices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE notice_hours ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, UPDATE (not_before, quiet_until, due_at, is_urgent, failures), DELETE ON notice_devices TO obhut_app;
GRANT SELECT, INSERT, UPDATE (days, opens, closes) ON notice_hours TO obhut_app;
CREATE POLICY own ON notice_devices FOR ALL TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()))
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()));
CREATE POLICY own ON notice_hours FOR ALL TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()))
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND persona_id = (SELECT ctx_persona()));
CREATE POLICY owner ON notice_devices FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner ON notice_hours FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);

-- About the persona of the transaction alone. False: another device of theirs has ended this one. Of more than `most` the one that was there
-- longest makes room.
CREATE FUNCTION start_notices(tag uuid, address bytea, began timestamptz, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(tag::text, 32));
  IF EXISTS (
    SELECT FROM ended_persona_devices e
    WHERE e.institution_id = ctx_institution() AND e.persona_id = ctx_persona() AND e.device_tag = tag
  ) THEN RETURN false; END IF;
  INSERT INTO notice_devices AS n (institution_id, persona_id, device_tag, endpoint, started_at, not_before)
    VALUES (ctx_institution(), ctx_persona(), tag, address, began, began)
    ON CONFLICT (institution_id, persona_id, device_tag) DO UPDATE SET endpoint = address, failures = 0;
  DELETE FROM notice_devices n USING (
    SELECT o.device_tag FROM notice_devices o
    WHERE o.institution_id = ctx_institution() AND o.persona_id = ctx_persona() AND o.device_tag <> tag
    ORDER BY o.started_at DESC, o.device_tag OFFSET most - 1
  ) old
  WHERE n.institution_id = ctx_institution() AND n.persona_id = ctx_persona() AND n.device_tag = old.device_tag;
  RETURN true;
END
$$;

-- A device that was ended is woken no more; whoever ends it holds the lock that `start_notices` waits for.
CREATE FUNCTION end_notices_of_device() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM notice_devices n
  WHERE n.institution_id = NEW.institution_id AND n.persona_id = NEW.persona_id AND n.device_tag = NEW.device_tag;
  RETURN NEW;
END
$$;
CREATE TRIGGER end_notices BEFORE INSERT ON ended_persona_devices FOR EACH ROW EXECUTE FUNCTION end_notices_of_device();

CREATE FUNCTION is_staff(institution uuid, persona uuid, today integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT FROM members m JOIN spaces s ON s.institution_id = m.institution_id AND s.space_id = m.space_id
    WHERE m.institution_id = institution AND m.member_id = persona AND m.class = 'persona' AND s.level <= 1
      AND (m.until IS NULL OR m.until >= today));
$$;

-- Something worth a notice was said in a space: whoever reads it is due, but for its author.
CREATE FUNCTION mark_notices(institution uuid, space uuid, author uuid, urgent boolean, today integer, moment timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE notice_devices n SET is_urgent = n.is_urgent OR urgent,
    due_at = least(n.due_at, greatest(moment, n.not_before, CASE WHEN NOT urgent THEN n.quiet_until END))
  WHERE n.institution_id = institution AND n.persona_id <> author AND n.persona_id IN (
    SELECT m.member_id FROM members m
    WHERE m.institution_id = institution AND m.space_id = space AND m.class <> 'space' AND (m.until IS NULL OR m.until >= today)
    UNION ALL
    SELECT m.member_id FROM members o JOIN members m ON m.institution_id = institution AND m.space_id = o.member_id
    WHERE o.institution_id = institution AND o.space_id = space AND o.class = 'space' AND (o.until IS NULL OR o.until >= today)
      AND m.class <> 'space' AND (m.until IS NULL OR m.until >= today));
$$;

-- Hands out at most `most` that are due, to one process each. Whoever takes one settles it before `lease`, or it is due again.
CREATE FUNCTION take_notices(moment timestamptz, next timestamptz, lease timestamptz, today integer, most integer)
RETURNS TABLE (institution uuid, persona uuid, device uuid, endpoint bytea, urgent boolean, staff boolean, failures integer,
  days integer, opens integer, closes integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH due AS (
    SELECT d.institution_id, d.persona_id, d.device_tag, d.is_urgent FROM notice_devices d
    WHERE d.due_at <= moment ORDER BY d.due_at LIMIT most FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE notice_devices n SET due_at = lease, not_before = next, is_urgent = false FROM due
    WHERE n.institution_id = due.institution_id AND n.persona_id = due.persona_id AND n.device_tag = due.device_tag
    RETURNING n.*, due.is_urgent AS was_urgent
  )
  SELECT t.institution_id, t.persona_id, t.device_tag, t.endpoint, t.was_urgent,
    is_staff(t.institution_id, t.persona_id, today), t.failures, h.days, h.opens, h.closes
  FROM taken t LEFT JOIN notice_hours h ON h.institution_id = t.institution_id AND h.persona_id = t.persona_id;
$$;

-- Who is a member of nothing any more is told of nothing.
CREATE FUNCTION sweep_notices() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM notice_devices n
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.institution_id = n.institution_id AND m.member_id = n.persona_id);
  DELETE FROM notice_hours h
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.institution_id = h.institution_id AND m.member_id = h.persona_id);
$$;
