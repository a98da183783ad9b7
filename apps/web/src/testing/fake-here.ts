/**
 * Several people at the device of a fake client, each behind a lock; and the devices of the one who is there.
 * @module
 */
import {
  nobodyHere,
  type AccountHere,
  type Here,
  type IdleMinutes,
  type OwnDevice,
} from '@obhut/sync/client/here-commands.ts';
import type { InstitutionView } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { FakeTablet } from './fake-tablet.ts';
import { fakeToday } from './fake-world.ts';

interface Resident extends AccountHere {
  login: string;
  idle: IdleMinutes | null;
  drafts: Map<string, string>;
  devices: OwnDevice[];
}

/** Like real ids, and the same for the same name. */
function idOf(login: string): string {
  return [...new TextEncoder().encode(login)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .padEnd(32, '0')
    .slice(0, 32);
}

function draftsOf(own: { drafts: ReadonlyMap<string, string> } | null): Here['drafts'] {
  return [...(own?.drafts ?? [])].map(([key, text]) => ({ key, text }));
}

function devicesOf(): OwnDevice[] {
  return [
    { id: 'a'.repeat(32), name: 'Chrome · Windows', since: fakeToday - 40, used: fakeToday, isThis: true },
    { id: 'b'.repeat(32), name: 'Safari · iPhone', since: fakeToday - 90, used: fakeToday - 2, isThis: false },
  ];
}

export class FakeHere {
  readonly #residents = new Map<string, Resident>();

  /** By login name; made when somebody comes in for the first time. */
  of(login: string): Resident {
    const id = idOf(login);
    const known = this.#residents.get(id);
    if (known !== undefined) return known;
    const devices = devicesOf();
    const fresh: Resident = { id, login, name: login, state: 'open', idle: null, drafts: new Map(), devices };
    this.#residents.set(id, fresh);
    return fresh;
  }

  byId(id: string): Resident {
    const known = this.#residents.get(id);
    if (known === undefined) throw new ClientError('not-allowed');
    return known;
  }

  forget(login: string): void {
    this.#residents.delete(idOf(login));
  }

  view(login: string | null, institution: InstitutionView | null, tablet: FakeTablet): Here {
    if (tablet.view !== null) return { ...nobodyHere, writer: tablet.person, drafts: draftsOf(tablet.own) };
    const own = login === null ? null : this.of(login);
    const accounts = [...this.#residents.values()].map(({ id, name, state }) => ({ id, name, state }));
    if (own === null) return { ...nobodyHere, accounts };
    const idleMinutes = own.idle ?? (institution?.standing === 'staff' ? 15 : 0);
    return { accounts, account: own.id, writer: own.id, drafts: draftsOf(own), idleMinutes };
  }
}
