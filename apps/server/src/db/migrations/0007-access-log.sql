-- Who read and wrote content, and when: insert only, each row a leaf of its institution's Merkle tree (RFC 9162).
CREATE TABLE access_trees (
  institution_id uuid PRIMARY KEY,
  size bigint NOT NULL,
  -- Roots of the full subtrees, largest first: enough to grow the tree and to give its root.
  frontier bytea NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE access_log (
  institution_id uuid NOT NULL,
  leaf_index bigint NOT NULL,
  -- The row in one canonical form; the other columns repeat it for queries.
  leaf bytea NOT NULL,
  at timestamptz NOT NULL,
  persona_id uuid NOT NULL,
  space_id uuid,
  call text NOT NULL,
  bytes bigint NOT NULL,
  request_id text NOT NULL,
  PRIMARY KEY (institution_id, leaf_index)
);

ALTER TABLE access_trees ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE access_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (size, frontier) ON access_trees TO obhut_app;
GRANT SELECT, INSERT ON access_log TO obhut_app;

CREATE POLICY own ON access_trees TO obhut_app USING (institution_id = (SELECT ctx_institution()));
CREATE POLICY append ON access_log FOR INSERT TO obhut_app WITH CHECK (institution_id = (SELECT ctx_institution()));
-- Read by the direct members of the root space.
CREATE POLICY read ON access_log FOR SELECT TO obhut_app
  USING (institution_id = (SELECT ctx_institution())
    AND (SELECT leadership_id FROM institutions WHERE institution_id = (SELECT ctx_institution())) = ANY ((SELECT direct_spaces())::uuid[]));

-- Rows of any number of institutions, sorted by institution; each becomes a leaf of its institution's tree, under the policies above.
CREATE FUNCTION append_access(
  institutions_in uuid[], leaves bytea[], ats timestamptz[], personas uuid[], spaces_in uuid[], calls text[], sizes bigint[], requests text[]
) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  n integer := cardinality(institutions_in);
  i integer := 1; j integer; k integer;
  first bigint; grown bigint; subtrees bytea; node bytea; full_trees bigint;
BEGIN
  WHILE i <= n LOOP
    j := i;
    WHILE j < n AND institutions_in[j + 1] = institutions_in[i] LOOP j := j + 1; END LOOP;
    PERFORM set_config('obhut.institution', institutions_in[i]::text, true);
    SELECT t.size, t.frontier INTO first, subtrees FROM access_trees t WHERE t.institution_id = institutions_in[i] FOR UPDATE;
    IF NOT FOUND THEN
      INSERT INTO access_trees VALUES (institutions_in[i], 0, '') ON CONFLICT DO NOTHING;
      SELECT t.size, t.frontier INTO first, subtrees FROM access_trees t WHERE t.institution_id = institutions_in[i] FOR UPDATE;
    END IF;
    grown := first;
    FOR k IN i..j LOOP
      -- As in the protocol's merkle.ts: full subtrees of the same size become one.
      node := sha256('\x00'::bytea || leaves[k]);
      full_trees := grown;
      WHILE full_trees % 2 = 1 LOOP
        node := sha256('\x01'::bytea || substr(subtrees, length(subtrees) - 31) || node);
        subtrees := substr(subtrees, 1, length(subtrees) - 32);
        full_trees := full_trees / 2;
      END LOOP;
      subtrees := subtrees || node;
      grown := grown + 1;
    END LOOP;
    INSERT INTO access_log (institution_id, leaf_index, leaf, at, persona_id, space_id, call, bytes, request_id)
      SELECT institutions_in[m], first + m - i, leaves[m], ats[m], personas[m], spaces_in[m], calls[m], sizes[m], requests[m]
      FROM generate_series(i, j) AS m;
    UPDATE access_trees SET size = grown, frontier = subtrees WHERE institution_id = institutions_in[i];
    i := j + 1;
  END LOOP;
END $$;
