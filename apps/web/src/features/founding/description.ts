/**
 * Where the institution lies and who runs it, as it is being entered.
 * @module
 */
import {
  usualBeginning,
  type CarrierBody,
  type GermanState,
  type InstitutionDescribed,
  type InstitutionKind,
} from '@obhut/domain/institution.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';

export interface Description {
  state: GermanState | null;
  carrier: string;
  body: CarrierBody | null;
  diocese: string;
  /** Null: as usual there. */
  yearBegins: string | null;
}

export const nothingSaid: Description = { state: null, carrier: '', body: null, diocese: '', yearBegins: null };

export type Missing = 'state' | 'body' | 'diocese';

export function beginningOf({ state, yearBegins }: Description, kind: InstitutionKind | null): string {
  if (kind === 'home') return '';
  return yearBegins ?? usualBeginning(kind ?? 'kita', state);
}

/** As it is to be said, or what is missing for that. */
export function described(
  draft: Description,
  kind: InstitutionKind | null,
): { said: InstitutionDescribed } | { missing: readonly Missing[] } {
  const { state, body } = draft;
  const diocese = body === 'church-catholic' ? draft.diocese : '';
  const missing: Missing[] = [];
  if (state === null) missing.push('state');
  if (body === null) missing.push('body');
  if (body === 'church-catholic' && diocese === '') missing.push('diocese');
  if (state === null || body === null || missing.length > 0) return { missing };
  return { said: { state, body, diocese, carrier: tidyLine(draft.carrier), yearBegins: beginningOf(draft, kind) } };
}
