/**
 * Which authority a breach is reported to: a question of the country, of the state, and of what kind of body the controller is.
 * @module
 */
import { authority, type AuthorityCode } from './authorities.data.ts';
import type { Authority } from './authority-types.ts';
import { dioceses, landeskirchen } from './church-scope.data.ts';

/**
 * The controller's kind. `church-order` is a Catholic order of pontifical right; an order of diocesan right belongs to its diocese
 * (`church-catholic`). `church-other` is any other religious community.
 */
export type Body =
  | 'public'
  | 'private'
  | 'federal'
  | 'church-catholic'
  | 'church-order'
  | 'church-protestant'
  | 'church-other';

/** Country, state: ISO 3166 codes without the country's prefix (`DE`, `NW`). Diocese, landeskirche: as in church-scope.data.ts. */
export interface Controller {
  country: string;
  body: Body;
  state?: string;
  diocese?: string;
  landeskirche?: string;
}

export type Refusal = 'unknown-country' | 'unknown-state' | 'unknown-diocese' | 'unknown-landeskirche';

/** `ask`: the table cannot decide; somebody has to, among `candidates`. */
export type Competence =
  | { result: 'found'; authority: Authority }
  | { result: 'ask'; why: 'own-rules' | 'canton' | 'church-in-canton'; candidates: readonly Authority[] }
  | { result: 'refused'; code: Refusal };

const ofState: ReadonlyMap<string, AuthorityCode> = new Map([
  ['BW', 'DE-BW'],
  ['BE', 'DE-BE'],
  ['BB', 'DE-BB'],
  ['HB', 'DE-HB'],
  ['HH', 'DE-HH'],
  ['HE', 'DE-HE'],
  ['MV', 'DE-MV'],
  ['NI', 'DE-NI'],
  ['NW', 'DE-NW'],
  ['RP', 'DE-RP'],
  ['SL', 'DE-SL'],
  ['SN', 'DE-SN'],
  ['ST', 'DE-ST'],
  ['SH', 'DE-SH'],
  ['TH', 'DE-TH'],
]);

function found(code: AuthorityCode): Competence {
  return { result: 'found', authority: authority(code) };
}

function looked(code: AuthorityCode | undefined, refusal: Refusal): Competence {
  return code === undefined ? { result: 'refused', code: refusal } : found(code);
}

/** Bavaria alone has one authority for public bodies and another for private ones. */
function stateCode(state: string | undefined, isPublic: boolean): AuthorityCode | undefined {
  if (state === 'BY') return isPublic ? 'DE-BY-PUB' : 'DE-BY-PRIV';
  return state === undefined ? undefined : ofState.get(state);
}

/** A community with comprehensive rules of its own may have its own authority (GDPR Art. 91(2)); without such rules it is the state's. */
function freeChurch(state: string | undefined): Competence {
  const code = stateCode(state, false);
  if (code === undefined) return { result: 'refused', code: 'unknown-state' };
  return { result: 'ask', why: 'own-rules', candidates: [authority('DE-FREIKIRCHE'), authority(code)] };
}

function german({ body, state, diocese, landeskirche }: Controller): Competence {
  switch (body) {
    case 'public':
    case 'private':
      return looked(stateCode(state, body === 'public'), 'unknown-state');
    case 'federal':
      return found('DE-BUND');
    case 'church-catholic':
      return looked(diocese === undefined ? undefined : dioceses.get(diocese), 'unknown-diocese');
    case 'church-order':
      return found('DE-KATH-ORDEN');
    case 'church-protestant':
      return looked(landeskirche === undefined ? undefined : landeskirchen.get(landeskirche), 'unknown-landeskirche');
    case 'church-other':
      return freeChurch(state);
  }
}

/** The federal law holds for private and federal bodies (DSG Art. 2(1)); whether a church is a public body, its canton says. */
function swiss({ body }: Controller): Competence {
  if (body === 'private' || body === 'federal') return found('CH-BUND');
  const canton = authority('CH-KANTON');
  if (body === 'public') return { result: 'ask', why: 'canton', candidates: [canton] };
  return { result: 'ask', why: 'church-in-canton', candidates: [canton, authority('CH-BUND')] };
}

export function competentAuthority(controller: Controller): Competence {
  switch (controller.country) {
    case 'DE':
      return german(controller);
    case 'AT':
      return found('AT');
    case 'CH':
      return swiss(controller);
    case 'LI':
      return found('LI');
    default:
      return { result: 'refused', code: 'unknown-country' };
  }
}
