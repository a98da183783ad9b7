-- The events of a batch are written by one statement (docs/decisions/0059). Before, each author's in each space had a statement of their own, as the
-- policy asked who the persona of the transaction is: starting it cost several times what writing its rows did. Now the policy asks each row.

-- The memberships by which somebody may append events to a space: as a writer at least, and through a member space not as a reader of that.
-- Under the policies of whoever asks. Part of the statement that it stands in: neither a call nor a plan of its own.
CREATE FUNCTION writer_entries(institution uuid, space uuid, persona uuid, today integer) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT m.space_id FROM members m
  WHERE m.institution_id = institution AND m.member_id = persona AND m.space_id = space AND m.class IN ('persona', 'device')
    AND m.role <> 'reader' AND (m.until IS NULL OR m.until >= today)
  UNION ALL
  SELECT m.space_id FROM members outer_entry
  JOIN members m ON m.institution_id = institution AND m.member_id = persona AND m.space_id = outer_entry.member_id
  WHERE outer_entry.institution_id = institution AND outer_entry.space_id = space AND outer_entry.class = 'space'
    AND outer_entry.role <> 'reader' AND (outer_entry.until IS NULL OR outer_entry.until >= today)
    AND m.class IN ('persona', 'device') AND m.role <> 'reader' AND (m.until IS NULL OR m.until >= today)
$$;

CREATE OR REPLACE FUNCTION is_writer(institution uuid, space uuid, persona uuid, today integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  RETURN EXISTS (SELECT FROM writer_entries(institution, space, persona, today));
END $$;

-- The tables' owner stands under it too: an event of nobody who may write there is not stored, whatever the function below takes it for.
CREATE POLICY owner_appends ON items FOR INSERT TO CURRENT_USER
  WITH CHECK (kind = 'event' AND EXISTS (SELECT FROM writer_entries(institution_id, space_id, author_id, ctx_day())));

DROP FUNCTION append_events(integer, uuid[], uuid[], uuid[], uuid[], integer[], bigint[], uuid[], integer[], text[], smallint[], uuid[], bigint[],
  bytea, bytea, integer[], bytea);
DROP FUNCTION lock_heads(integer, uuid[], uuid[], uuid[], uuid[]);
DROP FUNCTION advance_heads(uuid[], uuid[], bigint[], bytea[], bigint[]);

-- Many events of many authors in one call: groups of one author's in one space, sorted by institution, space, author, with the rows of each from
-- `firsts` to `lasts`; no event twice in a group. Outcome per row: stored, repeated (with its first seq), conflict (the control log has moved on),
-- not-found. Spaces and institutions' counters are locked, each in the order of their ids, until the transaction ends. Plans made while the tables
-- were nearly empty must still be the right ones when they are not: always by index.
CREATE FUNCTION append_events(
  today integer,
  institutions_in uuid[], spaces_in uuid[], authors uuid[], firsts integer[], lasts integer[],
  events uuid[], indexes integer[], epochs bigint[], buckets uuid[], expiries integer[], notifies text[], versions smallint[],
  through_ids uuid[], through_indexes bigint[],
  -- 32 bytes a row each; of a row without a member space zeros.
  control_hashes bytea, through_hashes bytea,
  offsets integer[], lengths integer[], payload bytea
) RETURNS TABLE (outcome text, seq bigint, "position" bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_variable
DECLARE
  n integer := cardinality(events);
  outcomes text[] := array_fill('not-found'::text, ARRAY[n]);
  seqs bigint[] := array_fill(NULL::bigint, ARRAY[n]);
  positions bigint[] := array_fill(NULL::bigint, ARRAY[n]);
  chains bytea[] := array_fill(NULL::bytea, ARRAY[n]);
  known bigint[]; head record; g integer; k integer; done integer := 0;
  space_seq bigint; space_chain bytea; place bigint;
  -- Of each space that something is stored in the last group and the last row.
  moved integer[] := '{}'; moved_to integer[] := '{}'; last integer;
BEGIN
  PERFORM set_config('obhut.day', today::text, true);
  PERFORM FROM (SELECT DISTINCT u.i, u.s FROM unnest(institutions_in, spaces_in) AS u (i, s)) AS w
    JOIN spaces s ON s.institution_id = w.i AND s.space_id = w.s ORDER BY s.institution_id, s.space_id FOR UPDATE OF s;
  PERFORM FROM (SELECT DISTINCT u.i FROM unnest(institutions_in) AS u (i)) AS w
    JOIN institutions t ON t.institution_id = w.i ORDER BY t.institution_id FOR UPDATE OF t;

  known := ARRAY(
    SELECT (SELECT e.seq FROM items e WHERE e.institution_id = w.i AND e.space_id = w.s AND e.author_id = w.a AND e.event_id = events[r])
    FROM unnest(institutions_in, spaces_in, authors, firsts, lasts) AS w (i, s, a, f, l) CROSS JOIN generate_series(w.f, w.l) AS r ORDER BY r);

  -- Places, in the order of the rows, of whoever may write.
  FOR head IN
    SELECT w.g::integer AS g, s.seq AS seq, s.chain AS chain, s.control_count AS control_count, t.position AS position
    FROM unnest(institutions_in, spaces_in, authors) WITH ORDINALITY AS w (i, s, a, g)
    JOIN spaces s ON s.institution_id = w.i AND s.space_id = w.s
    JOIN institutions t ON t.institution_id = w.i
    WHERE EXISTS (SELECT FROM writer_entries(w.i, w.s, w.a, today))
    ORDER BY w.g
  LOOP
    g := head.g;
    IF done = 0 OR institutions_in[g] <> institutions_in[done] THEN
      place := head.position;
    END IF;
    IF done = 0 OR spaces_in[g] <> spaces_in[done] OR institutions_in[g] <> institutions_in[done] THEN
      space_seq := head.seq; space_chain := head.chain;
    END IF;
    done := g;
    last := NULL;
    FOR k IN firsts[g]..lasts[g] LOOP
      IF known[k] IS NOT NULL THEN
        outcomes[k] := 'repeated'; seqs[k] := known[k];
      ELSIF head.control_count <> indexes[k] + 1 THEN
        outcomes[k] := 'conflict';
      ELSE
        outcomes[k] := 'stored';
        space_seq := space_seq + 1;
        place := place + 1;
        -- As in the protocol's chain.ts: ctx("chain", chain before, seq, "event", author, expiry, H(bytes)).
        space_chain := sha256('\x6f626875742f312f636861696e0000000020'::bytea || space_chain
          || '\x00000008'::bytea || int8send(space_seq) || '\x000000056576656e7400000010'::bytea || uuid_send(authors[g])
          || '\x00000008'::bytea || int8send(expiries[k]::bigint) || '\x00000020'::bytea || sha256(substr(payload, offsets[k], lengths[k])));
        seqs[k] := space_seq; positions[k] := place; chains[k] := space_chain;
        last := k;
      END IF;
    END LOOP;
    CONTINUE WHEN last IS NULL;
    k := cardinality(moved);
    IF k = 0 OR spaces_in[moved[k]] <> spaces_in[g] OR institutions_in[moved[k]] <> institutions_in[g] THEN
      k := k + 1;
    END IF;
    moved[k] := g; moved_to[k] := last;
  END LOOP;

  INSERT INTO items (institution_id, space_id, seq, position, kind, author_id, control_index, chain, expiry, event_id, version, epoch,
      bucket_id, notify, control_hash, through_id, through_index, through_hash, bytes)
    SELECT w.i, w.s, seqs[r], positions[r], 'event', w.a, indexes[r], chains[r], expiries[r], events[r], versions[r], epochs[r],
      buckets[r], notifies[r], substr(control_hashes, 32 * r - 31, 32), through_ids[r], through_indexes[r],
      CASE WHEN through_ids[r] IS NULL THEN NULL ELSE substr(through_hashes, 32 * r - 31, 32) END, substr(payload, offsets[r], lengths[r])
    FROM unnest(institutions_in, spaces_in, authors, firsts, lasts) AS w (i, s, a, f, l) CROSS JOIN generate_series(w.f, w.l) AS r
    WHERE outcomes[r] = 'stored';

  UPDATE spaces s SET seq = seqs[w.r], chain = chains[w.r] FROM unnest(moved, moved_to) AS w (g, r)
    WHERE s.institution_id = institutions_in[w.g] AND s.space_id = spaces_in[w.g];
  UPDATE institutions t SET position = w.position FROM (
      SELECT institutions_in[u.g] AS i, max(positions[u.r]) AS position FROM unnest(moved, moved_to) AS u (g, r) GROUP BY 1
    ) AS w WHERE t.institution_id = w.i;
  RETURN QUERY SELECT o, s, p FROM unnest(outcomes, seqs, positions) AS rows_out (o, s, p);
END $$;
