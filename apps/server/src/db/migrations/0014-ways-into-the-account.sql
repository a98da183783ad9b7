-- The account's own key opens sessions for whoever has its secret. A recovery code is found by the hash of what opening it takes.
ALTER TABLE accounts ADD COLUMN sign_key bytea;
ALTER TABLE wraps ADD COLUMN since integer NOT NULL DEFAULT 0, ADD COLUMN lookup bytea;
CREATE UNIQUE INDEX wraps_lookup ON wraps (lookup) WHERE lookup IS NOT NULL;

GRANT UPDATE (sign_key), DELETE ON accounts TO obhut_app;
GRANT DELETE ON wraps, vaults TO obhut_app;

-- The application sees a session only with its token: what ends all of an account but one is a function of its own.
CREATE FUNCTION end_account_sessions(account uuid, but bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DELETE FROM account_sessions WHERE account_id = account AND (but IS NULL OR token_hash <> but)
$$;
CREATE INDEX account_sessions_account ON account_sessions (account_id);
