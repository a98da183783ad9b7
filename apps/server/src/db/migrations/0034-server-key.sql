-- Which server.key this database belongs to: a hash of its secrets. With another one every login would fail; with a new one for good.
CREATE TABLE server_key (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32)
);
ALTER TABLE server_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON server_key TO obhut_app;
CREATE POLICY read ON server_key FOR SELECT TO obhut_app USING (true);
CREATE POLICY write ON server_key FOR INSERT TO obhut_app WITH CHECK (true);
-- To begin anew is the operator's act, done as the owner.
CREATE POLICY owner_begins_anew ON server_key TO CURRENT_USER USING (true);
