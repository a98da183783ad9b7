-- Accounts open a vault; sessions speak for a persona. Nothing leads from one to the other.
CREATE TABLE accounts (
  account_id uuid PRIMARY KEY,
  login_hmac bytea NOT NULL UNIQUE,
  opaque_record text NOT NULL
);

CREATE TABLE wraps (
  account_id uuid NOT NULL REFERENCES accounts,
  wrap_id uuid NOT NULL,
  kind text NOT NULL,
  version bigint NOT NULL,
  bytes bytea NOT NULL,
  salt bytea NOT NULL,
  PRIMARY KEY (account_id, wrap_id)
);

CREATE TABLE vaults (
  account_id uuid PRIMARY KEY REFERENCES accounts,
  version bigint NOT NULL,
  bytes bytea NOT NULL
);

-- Tokens by their hash alone.
CREATE TABLE account_sessions (
  token_hash bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES accounts,
  last_used timestamptz NOT NULL
);

CREATE TABLE persona_sessions (
  token_hash bytea PRIMARY KEY,
  institution_id uuid NOT NULL,
  persona_id uuid NOT NULL,
  last_used timestamptz NOT NULL
);
CREATE INDEX account_sessions_idle ON account_sessions (last_used);
CREATE INDEX persona_sessions_idle ON persona_sessions (last_used);

-- One-time codes of the operator, by their hash; what a code was used for, so that the same request can be answered again.
CREATE TABLE founding_codes (
  code_hash bytea PRIMARY KEY,
  expires timestamptz NOT NULL,
  request_hash bytea,
  answer bytea
);

ALTER TABLE persona_sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE account_sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (opaque_record) ON accounts TO obhut_app;
GRANT SELECT, INSERT, UPDATE ON wraps, vaults TO obhut_app;
GRANT SELECT, INSERT, UPDATE (last_used), DELETE ON account_sessions, persona_sessions TO obhut_app;
GRANT SELECT, INSERT, UPDATE (request_hash, answer) ON founding_codes TO obhut_app;

-- Only who holds a token finds its session; what has been idle too long is swept away by a function of its own.
CREATE POLICY own ON persona_sessions TO obhut_app
  USING (token_hash = (SELECT ctx_token())) WITH CHECK (token_hash = (SELECT ctx_token()));
CREATE POLICY own ON account_sessions TO obhut_app
  USING (token_hash = (SELECT ctx_token())) WITH CHECK (token_hash = (SELECT ctx_token()));

CREATE FUNCTION sweep_sessions(idle_since timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM persona_sessions WHERE last_used < idle_since;
  DELETE FROM account_sessions WHERE last_used < idle_since;
$$;
CREATE POLICY sweep ON persona_sessions TO CURRENT_USER USING (true);
CREATE POLICY sweep ON account_sessions TO CURRENT_USER USING (true);
