-- Beside the log: epoch secrets sealed to members, bucket keys, and public keys by their hash. Never overwritten.
CREATE TABLE boxes (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  epoch bigint NOT NULL,
  member_id uuid NOT NULL,
  uploader_id uuid NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (institution_id, space_id, epoch, member_id, uploader_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces
);

CREATE TABLE entries (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  epoch bigint NOT NULL,
  bucket_id uuid NOT NULL,
  uploader_id uuid NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (institution_id, space_id, epoch, bucket_id, uploader_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces
);

CREATE TABLE kem_keys (
  institution_id uuid NOT NULL REFERENCES institutions,
  hash bytea NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (institution_id, hash)
);

ALTER TABLE boxes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE entries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE kem_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON boxes, entries, kem_keys TO obhut_app;

CREATE POLICY read ON boxes FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[])
    AND (member_id = (SELECT ctx_persona()) OR member_id = ANY ((SELECT direct_spaces())::uuid[])));
CREATE POLICY write ON boxes FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND uploader_id = (SELECT ctx_persona())
    AND space_id = (SELECT ctx_space()) AND (SELECT may_read()));

CREATE POLICY read ON entries FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[]));
CREATE POLICY write ON entries FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND uploader_id = (SELECT ctx_persona())
    AND space_id = (SELECT ctx_space()) AND (SELECT may_write()));

CREATE POLICY read ON kem_keys FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND cardinality((SELECT direct_spaces())) > 0);
CREATE POLICY write ON kem_keys FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND cardinality((SELECT direct_spaces())) > 0);
