-- Who asks, and on which day: set per transaction by the server, read by every policy. Without them every policy is false.
CREATE FUNCTION ctx_institution() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('obhut.institution', true), '')::uuid;

CREATE FUNCTION ctx_persona() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('obhut.persona', true), '')::uuid;

-- The one space that is being written into.
CREATE FUNCTION ctx_space() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('obhut.space', true), '')::uuid;

-- UTC days since 1970-01-01.
CREATE FUNCTION ctx_day() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('obhut.day', true), '')::integer;

-- The hash of the session's token, in hex; only the look-up of a session sets it.
CREATE FUNCTION ctx_token() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN decode(nullif(current_setting('obhut.token', true), ''), 'hex');
