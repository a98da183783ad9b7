-- A session may say on which of its owner's devices it is, by a tag that is another for each account and each persona: so one device joins no
-- two of them. Another device of theirs ends it: its sessions are over, and none is opened under the tag again.
ALTER TABLE account_sessions ADD COLUMN device_tag uuid;
ALTER TABLE persona_sessions ADD COLUMN device_tag uuid;

CREATE TABLE ended_account_devices (
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  device_tag uuid NOT NULL,
  PRIMARY KEY (account_id, device_tag)
);
CREATE TABLE ended_persona_devices (
  institution_id uuid NOT NULL REFERENCES institutions ON DELETE CASCADE,
  persona_id uuid NOT NULL,
  device_tag uuid NOT NULL,
  PRIMARY KEY (institution_id, persona_id, device_tag)
);
ALTER TABLE ended_account_devices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE ended_persona_devices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- The application reaches neither table, and a session by its token only: what follows are its doors.
CREATE POLICY owner_only ON ended_account_devices TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY owner_only ON ended_persona_devices TO CURRENT_USER USING (true) WITH CHECK (true);

-- False: the device was ended. The lock keeps a session from being opened while its device is being ended.
CREATE FUNCTION open_account_session(token bytea, account uuid, tag uuid, used timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(tag::text, 32));
  IF EXISTS (SELECT FROM ended_account_devices e WHERE e.account_id = account AND e.device_tag = tag) THEN RETURN false; END IF;
  INSERT INTO account_sessions (token_hash, account_id, device_tag, last_used) VALUES (token, account, tag, used);
  RETURN true;
END
$$;
CREATE FUNCTION open_persona_session(token bytea, institution uuid, persona uuid, tag uuid, used timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(tag::text, 32));
  IF EXISTS (
    SELECT FROM ended_persona_devices e
    WHERE e.institution_id = institution AND e.persona_id = persona AND e.device_tag = tag
  ) THEN RETURN false; END IF;
  INSERT INTO persona_sessions (token_hash, institution_id, persona_id, device_tag, last_used)
    VALUES (token, institution, persona, tag, used);
  RETURN true;
END
$$;

-- False: there are as many as there may be.
CREATE FUNCTION end_account_device(account uuid, tag uuid, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(tag::text, 32));
  IF (SELECT count(*) FROM ended_account_devices e WHERE e.account_id = account AND e.device_tag <> tag) >= most THEN
    RETURN false;
  END IF;
  INSERT INTO ended_account_devices VALUES (account, tag) ON CONFLICT DO NOTHING;
  DELETE FROM account_sessions s WHERE s.account_id = account AND s.device_tag = tag;
  RETURN true;
END
$$;
CREATE FUNCTION end_persona_device(institution uuid, persona uuid, tag uuid, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(tag::text, 32));
  IF (
    SELECT count(*) FROM ended_persona_devices e
    WHERE e.institution_id = institution AND e.persona_id = persona AND e.device_tag <> tag
  ) >= most THEN
    RETURN false;
  END IF;
  INSERT INTO ended_persona_devices VALUES (institution, persona, tag) ON CONFLICT DO NOTHING;
  DELETE FROM persona_sessions s WHERE s.institution_id = institution AND s.persona_id = persona AND s.device_tag = tag;
  RETURN true;
END
$$;

-- Who is a member of nothing any more opens no session on any device.
CREATE FUNCTION sweep_ended_devices() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM ended_persona_devices e
  WHERE NOT EXISTS (SELECT FROM members m WHERE m.institution_id = e.institution_id AND m.member_id = e.persona_id);
$$;
