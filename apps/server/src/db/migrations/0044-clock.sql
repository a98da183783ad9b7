-- How far the server's clock has been followed: a clock that jumps ahead of it deletes nothing until somebody says that it is right.
CREATE TABLE clock (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  -- UTC days since 1970-01-01: the newest on which it was deleted what was over.
  day integer NOT NULL
);
-- What was called last was called by a clock that nobody has complained of.
INSERT INTO clock (day) SELECT floor(extract(epoch FROM max(at)) / 86400)::integer FROM access_log HAVING max(at) IS NOT NULL;
ALTER TABLE clock ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON clock TO obhut_app;
CREATE POLICY everything ON clock TO obhut_app USING (true) WITH CHECK (true);
