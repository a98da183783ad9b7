/**
 * What the institution in memory keeps.
 * @module
 */
import type { FactEnvelope } from '@obhut/domain/kernel/model.ts';
import type { Standing } from '@obhut/domain/kernel/standing.ts';
import type { Letter } from '@obhut/sync/client.ts';

export interface FakeSpace {
  id: string;
  kind: string;
  personas: string[];
  owners: string[];
  readers: string[];
  /** In what is for everyone: who writes there for the carrier. */
  writers: string[];
  invites: string[];
  /** Spaces that are members. */
  spaces: string[];
  endsOn: number | null;
  /** Shared tablets. */
  devices: string[];
  ends: { person: string; day: number }[];
  facts: { fact: FactEnvelope; standing: Standing }[];
}

export interface FakeAccount {
  password: string;
  persona: string | null;
  /** Printed groups, once they are on paper. */
  recovery: string | null;
  second: string | null;
  /** What its PRF gives, as text. */
  passkey: string | null;
}

export interface FakeLetter extends Letter {
  invite: string;
  isUsed: boolean;
}
