-- What is known of a blob: where it belongs and how long it is. The bytes lie in the blob store under a random name.
CREATE TABLE blobs (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  blob_id uuid NOT NULL,
  uploader_id uuid NOT NULL,
  size bigint NOT NULL,
  expiry integer NOT NULL,
  file_name text NOT NULL,
  PRIMARY KEY (institution_id, space_id, blob_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces
);
ALTER TABLE blobs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON blobs TO obhut_app;
CREATE POLICY read ON blobs FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution()) AND space_id = ANY ((SELECT readable_spaces())::uuid[]));
CREATE POLICY write ON blobs FOR INSERT TO obhut_app
  WITH CHECK (institution_id = (SELECT ctx_institution()) AND uploader_id = (SELECT ctx_persona())
    AND space_id = (SELECT ctx_space()) AND (SELECT may_write()));
