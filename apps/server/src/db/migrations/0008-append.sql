-- Many events of many authors in one call. Rows come sorted by institution, space, author; no (space, author, event) comes twice.
-- Plans made while the tables were nearly empty must still be the right ones when they are not: always by index.

-- Locks the spaces and the institutions' counters, each in the order of their ids, until the transaction ends, and gives the heads;
-- nothing of a space in which the author named beside it may not write. It runs as the tables' owner.
CREATE POLICY owner_locks ON spaces FOR UPDATE TO CURRENT_USER USING (true);
CREATE POLICY owner_locks ON institutions FOR UPDATE TO CURRENT_USER USING (true);
CREATE POLICY owner_counts ON institutions FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_repeats ON items FOR SELECT TO CURRENT_USER USING (true);

CREATE FUNCTION lock_heads(today integer, institutions_in uuid[], spaces_in uuid[], authors uuid[], events uuid[])
RETURNS TABLE (place integer, seq bigint, chain bytea, control_count integer, "position" bigint, known bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM s.seq FROM unnest(institutions_in, spaces_in) AS w (i, s) JOIN spaces s ON s.institution_id = w.i AND s.space_id = w.s
    ORDER BY s.institution_id, s.space_id FOR UPDATE OF s;
  PERFORM t.position FROM unnest(institutions_in) AS w (i) JOIN institutions t ON t.institution_id = w.i
    ORDER BY t.institution_id FOR UPDATE OF t;
  RETURN QUERY
    SELECT w.place::integer, s.seq, s.chain, s.control_count, t.position,
      (SELECT e.seq FROM items e WHERE e.institution_id = w.i AND e.space_id = w.s AND e.author_id = w.a AND e.event_id = w.e)
    FROM unnest(institutions_in, spaces_in, authors, events) WITH ORDINALITY AS w (i, s, a, e, place)
    JOIN spaces s ON s.institution_id = w.i AND s.space_id = w.s
    JOIN institutions t ON t.institution_id = w.i
    WHERE is_writer(w.i, w.s, w.a, today);
END $$;

-- Moves the counters of spaces that the transaction has locked, by what was just written under the policies. The plan is made while the
-- tables are empty and every index looks alike; without sorting only the primary key gives the last item of a space.
CREATE FUNCTION advance_heads(institutions_in uuid[], spaces_in uuid[], seqs bigint[], chains bytea[], positions bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_sort = off AS $$
BEGIN
  UPDATE spaces s SET seq = w.seq, chain = w.chain FROM unnest(institutions_in, spaces_in, seqs, chains) AS w (i, s, seq, chain)
    WHERE s.institution_id = w.i AND s.space_id = w.s AND s.seq < w.seq
      AND w.seq <= (SELECT e.seq FROM items e WHERE e.institution_id = w.i AND e.space_id = w.s ORDER BY e.seq DESC LIMIT 1);
  UPDATE institutions t SET position = w.position
    FROM (SELECT u.i, max(u.p) AS position FROM unnest(institutions_in, positions) AS u (i, p) GROUP BY u.i) AS w
    WHERE t.institution_id = w.i AND t.position < w.position;
END $$;

-- Outcome per row: stored, repeated (with its first seq), conflict (the control log has moved on), not-found.
CREATE FUNCTION append_events(
  today integer,
  institutions_in uuid[], spaces_in uuid[], authors uuid[], events uuid[],
  indexes integer[], epochs bigint[], buckets uuid[], expiries integer[], notifies text[], versions smallint[],
  through_ids uuid[], through_indexes bigint[],
  -- 32 bytes a row each; of a row without a member space zeros.
  control_hashes bytea, through_hashes bytea,
  lengths integer[], payload bytea
) RETURNS TABLE (outcome text, seq bigint, "position" bigint)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
#variable_conflict use_variable
DECLARE
  n integer := cardinality(spaces_in);
  outcomes text[] := array_fill('not-found'::text, ARRAY[n]);
  seqs bigint[] := array_fill(NULL::bigint, ARRAY[n]);
  positions bigint[] := array_fill(NULL::bigint, ARRAY[n]);
  chains bytea[] := array_fill(NULL::bytea, ARRAY[n]);
  bodies bytea[] := array_fill(NULL::bytea, ARRAY[n]);
  heads record; done integer := 0; at integer := 1; i integer; j integer;
  space_seq bigint; space_chain bytea; place bigint;
  -- The last stored row of each space, for the counters.
  last_rows integer[] := '{}';
BEGIN
  FOR i IN 1..n LOOP
    bodies[i] := substr(payload, at, lengths[i]);
    at := at + lengths[i];
  END LOOP;

  -- Places, in the order of the rows.
  FOR heads IN SELECT h.* FROM lock_heads(today, institutions_in, spaces_in, authors, events) h ORDER BY h.place LOOP
    i := heads.place;
    IF done = 0 OR institutions_in[i] <> institutions_in[done] THEN
      place := heads.position;
    END IF;
    IF done = 0 OR institutions_in[i] <> institutions_in[done] OR spaces_in[i] <> spaces_in[done] THEN
      space_seq := heads.seq; space_chain := heads.chain;
    END IF;
    done := i;
    IF heads.known IS NOT NULL THEN
      outcomes[i] := 'repeated'; seqs[i] := heads.known;
    ELSIF heads.control_count <> indexes[i] + 1 THEN
      outcomes[i] := 'conflict';
    ELSE
      outcomes[i] := 'stored';
      space_seq := space_seq + 1;
      place := place + 1;
      -- As in the protocol's chain.ts: ctx("chain", chain before, seq, "event", author, expiry, H(bytes)).
      space_chain := sha256('\x6f626875742f312f636861696e0000000020'::bytea || space_chain
        || '\x00000008'::bytea || int8send(space_seq) || '\x000000056576656e7400000010'::bytea || uuid_send(authors[i])
        || '\x00000008'::bytea || int8send(expiries[i]::bigint) || '\x00000020'::bytea || sha256(bodies[i]));
      seqs[i] := space_seq; positions[i] := place; chains[i] := space_chain;
    END IF;
  END LOOP;

  -- The rows themselves: one author's in one space at a time, in that author's name, under the policy on items.
  i := 1;
  WHILE i <= n LOOP
    j := i;
    WHILE j < n AND spaces_in[j + 1] = spaces_in[i] AND authors[j + 1] = authors[i] AND institutions_in[j + 1] = institutions_in[i] LOOP
      j := j + 1;
    END LOOP;
    PERFORM set_config('obhut.institution', institutions_in[i]::text, true), set_config('obhut.persona', authors[i]::text, true),
      set_config('obhut.space', spaces_in[i]::text, true), set_config('obhut.day', today::text, true);
    INSERT INTO items (institution_id, space_id, seq, position, kind, author_id, control_index, chain, expiry, event_id, version, epoch,
        bucket_id, notify, control_hash, through_id, through_index, through_hash, bytes)
      SELECT institutions_in[k], spaces_in[k], seqs[k], positions[k], 'event', authors[k], indexes[k], chains[k], expiries[k], events[k],
        versions[k], epochs[k], buckets[k], notifies[k], substr(control_hashes, 32 * k - 31, 32), through_ids[k], through_indexes[k],
        CASE WHEN through_ids[k] IS NULL THEN NULL ELSE substr(through_hashes, 32 * k - 31, 32) END, bodies[k]
      FROM generate_series(i, j) AS k WHERE outcomes[k] = 'stored';
    i := j + 1;
  END LOOP;

  FOR i IN 1..n LOOP
    IF outcomes[i] = 'stored' THEN
      j := cardinality(last_rows);
      IF j > 0 AND spaces_in[last_rows[j]] = spaces_in[i] AND institutions_in[last_rows[j]] = institutions_in[i] THEN
        last_rows[j] := i;
      ELSE
        last_rows := last_rows || i;
      END IF;
    END IF;
  END LOOP;
  PERFORM advance_heads(array_agg(institutions_in[k]), array_agg(spaces_in[k]), array_agg(seqs[k]), array_agg(chains[k]), array_agg(positions[k]))
    FROM unnest(last_rows) AS k;

  RETURN QUERY SELECT o, s, p FROM unnest(outcomes, seqs, positions) AS rows_out (o, s, p);
END $$;
