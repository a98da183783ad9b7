-- Institutions, their spaces, who is in them, and everything that was appended.
CREATE TABLE institutions (
  institution_id uuid PRIMARY KEY,
  leadership_id uuid NOT NULL,
  -- Of the last item; its row lock is held till commit, so positions are gapless in the order of commits.
  position bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE spaces (
  institution_id uuid NOT NULL REFERENCES institutions,
  space_id uuid NOT NULL,
  level smallint NOT NULL,
  founder_id uuid NOT NULL,
  seq bigint NOT NULL DEFAULT 0,
  chain bytea NOT NULL,
  -- How many control records there are: the index of the next.
  control_count integer NOT NULL DEFAULT 0,
  PRIMARY KEY (institution_id, space_id)
) WITH (fillfactor = 50);

-- The structural fold's result: who may do what today. A member is a persona, device, kit, invite, or a space.
CREATE TABLE members (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  member_id uuid NOT NULL,
  class text NOT NULL CHECK (class IN ('persona', 'device', 'kit', 'invite', 'space')),
  role text NOT NULL CHECK (role IN ('reader', 'writer', 'admin', 'owner')),
  until integer,
  sign_key bytea,
  PRIMARY KEY (institution_id, member_id, space_id),
  FOREIGN KEY (institution_id, space_id) REFERENCES spaces
);
CREATE INDEX member_spaces ON members (institution_id, space_id) WHERE class = 'space';

CREATE TABLE items (
  institution_id uuid NOT NULL,
  space_id uuid NOT NULL,
  seq bigint NOT NULL,
  position bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('control', 'event')),
  author_id uuid NOT NULL,
  -- Of a control record its own index; of an event that of the last control record before it.
  control_index integer NOT NULL,
  -- The chain's value after this item.
  chain bytea NOT NULL,
  expiry integer NOT NULL,
  -- The rest is null for control records.
  event_id uuid,
  version smallint,
  epoch bigint,
  bucket_id uuid,
  notify text,
  control_hash bytea,
  through_id uuid,
  through_index bigint,
  through_hash bytea,
  bytes bytea NOT NULL,
  -- No foreign key: the policy on writing admits existing spaces only, and this is the hot path.
  PRIMARY KEY (institution_id, space_id, seq),
  CHECK (kind = 'control' OR num_nulls(event_id, version, epoch, bucket_id, notify, control_hash) = 0)
);
-- Ciphertext does not compress.
ALTER TABLE items ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX items_by_position ON items (institution_id, position);
CREATE UNIQUE INDEX items_once ON items (institution_id, space_id, author_id, event_id) WHERE event_id IS NOT NULL;
CREATE UNIQUE INDEX items_control ON items (institution_id, space_id, control_index) WHERE kind = 'control';
