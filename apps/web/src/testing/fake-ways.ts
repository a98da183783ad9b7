/**
 * The ways into the account of a {@link FakeClient}: the sheet, the password, the end.
 * @module
 */
import type { Sheet, Way } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { FakeAccount } from './fake-shapes.ts';
import { fakeToday, type FakeWorld } from './fake-world.ts';

const pairingCode = 'M4K7 Q2X9 T5B1 C8D3';
const pairingDigits = '482915730664';

export class FakeWays {
  readonly #world: FakeWorld;
  #drawn: Sheet | null = null;
  isSheetDue = false;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  forget(): void {
    this.#drawn = null;
    this.isSheetDue = false;
  }

  /** The account of a name and password; for staff with the second secret once it was put on paper. */
  enter(name: string, password: string, secondSecret: string | null): void {
    const account = this.#world.accounts.get(name);
    if (account?.password !== password) throw new ClientError('wrong-name-or-password');
    if (account.second === null || account.second === secondSecret) return;
    throw new ClientError(secondSecret === null ? 'second-secret-needed' : 'wrong-second-secret');
  }

  recover(name: string, code: string, password: string): void {
    const account = this.#world.accounts.get(name);
    if (account?.recovery == null || account.recovery !== code) throw new ClientError('wrong-name-or-code');
    account.password = password;
  }

  #prove(login: string | null, password: string): FakeAccount {
    const account = login === null ? undefined : this.#world.accounts.get(login);
    if (account?.password !== password) throw new ClientError('wrong-password');
    return account;
  }

  draw(login: string | null, password: string): Sheet {
    const { persona } = this.#prove(login, password);
    const isStaff = persona !== null && this.#world.isStaff(persona);
    this.#drawn = {
      login: login ?? '',
      recovery: 'Q4T7 M2KX 9B3C H5D8 F1G6 V0W2 R7S4 Z3Y5',
      secondSecret: isStaff ? 'A7Q2 K9M4 X1C8 V5B3 N6T0 R2W4 Y8Z1 C3D5' : null,
    };
    return this.#drawn;
  }

  keep(login: string | null, lastGroup: string): void {
    const account = login === null ? undefined : this.#world.accounts.get(login);
    if (account === undefined || this.#drawn === null) throw new ClientError('not-allowed');
    if (lastGroup.trim().toUpperCase() !== 'Z3Y5') throw new ClientError('wrong-last-group');
    account.recovery = this.#drawn.recovery;
    account.second = this.#drawn.secondSecret;
    this.forget();
  }

  change(login: string | null, current: string, next: string): void {
    this.#prove(login, current).password = next;
  }

  list(login: string | null): Way[] {
    const account = login === null ? undefined : this.#world.accounts.get(login);
    const password: Way = { id: 'a'.repeat(32), kind: 'password', since: fakeToday - 30 };
    const recovery: Way = { id: 'b'.repeat(32), kind: 'recovery', since: fakeToday };
    const passkey: Way = { id: 'c'.repeat(32), kind: 'passkey', since: fakeToday };
    return [...(account?.passkey == null ? [] : [passkey]), password, ...(account?.recovery == null ? [] : [recovery])];
  }

  remove(login: string | null): void {
    const account = login === null ? undefined : this.#world.accounts.get(login);
    if (account !== undefined) account.recovery = null;
  }

  /** What else led in is over. */
  renew(login: string | null, password: string): void {
    const account = this.#prove(login, password);
    account.recovery = null;
    account.passkey = null;
    this.isSheetDue = true;
  }

  check(login: string | null, password: string): void {
    this.#prove(login, password);
  }

  addPasskey(login: string | null, prf: Uint8Array): void {
    const account = login === null ? undefined : this.#world.accounts.get(login);
    if (account !== undefined) account.passkey = prf.join();
  }

  passkeyOwner(prf: Uint8Array): string {
    for (const [login, { passkey }] of this.#world.accounts) if (passkey === prf.join()) return login;
    throw new ClientError('unknown-passkey');
  }

  apply(): string {
    this.#world.pairing = { answered: false, login: null };
    return pairingCode;
  }

  /** Whose account was handed over; null before. */
  awaited(): { digits: string | null; login: string | null } {
    const { pairing } = this.#world;
    if (pairing === null) throw new ClientError('pairing-over');
    return { digits: pairing.answered ? pairingDigits : null, login: pairing.login };
  }

  answer(code: string): void {
    const { pairing } = this.#world;
    if (code.replaceAll(' ', '').toUpperCase() !== pairingCode.replaceAll(' ', ''))
      throw new ClientError('code-mistyped');
    if (pairing === null) throw new ClientError('pairing-over');
    pairing.answered = true;
  }

  admit(login: string | null, digits: string): void {
    if (digits.replaceAll(' ', '') !== pairingDigits) throw new ClientError('wrong-digits');
    if (this.#world.pairing !== null) this.#world.pairing.login = login;
  }

  delete(login: string | null, password: string): void {
    this.#prove(login, password);
    if (login !== null) this.#world.accounts.delete(login);
  }
}
