/**
 * The ways into one's own account: the sheet with the recovery code, another password, which ways there are, and the end of the account.
 * @module
 */
import { isTypedAs, printSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { AccountSession } from '../account/device.ts';
import { provePassword, setPassword } from '../account/password.ts';
import { writeRecovery } from '../account/recovery.ts';
import { openByPassword, sealByPassword } from '../account/secret.ts';
import { accountCall } from '../account/session.ts';
import type { VaultKeeper } from '../account/vault.ts';
import type { Sheet, Way } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { Store } from '../store/store.ts';
import type { Device } from './device.ts';
import type { ClientParts } from './client-parts.ts';

const dueKey = 'account/sheet';

/** A sheet that was shown, and holds only once it is on paper. */
export interface DrawnSheet {
  code: Bytes;
  second: Bytes | null;
  exportKey: Bytes;
}

/** From now on the sheet is asked for, over reloads of the page. */
export async function sheetIsDue(store: Store): Promise<void> {
  await store.write([{ table: 'meta', key: dueKey, put: Uint8Array.of(1) }]);
}

export async function isSheetDue(store: Store): Promise<boolean> {
  return (await store.get('meta', dueKey)) !== null;
}

export async function sheetLater(device: Device): Promise<void> {
  await device.parts.store.write([{ table: 'meta', key: dueKey, delete: true }]);
  device.isSheetDue = false;
  device.changed();
}

/** Whoever reads what many have written. */
function isStaff(device: Device): boolean {
  const standing = device.snapshot.institution?.standing;
  return standing === 'staff' || standing === 'carrier';
}

/** Staff have a second secret; it stays the same when a new code is drawn, so that other devices go on. */
export async function drawSheet(
  device: Device,
  vault: VaultKeeper,
  account: AccountSession,
  password: string,
): Promise<{ sheet: Sheet; drawn: DrawnSheet }> {
  const exportKey = await provePassword(device.parts.transport, account, password);
  const { secondSecret } = await vault.refresh();
  const second = secondSecret ?? (isStaff(device) ? randomBytes(16) : null);
  const drawn = { code: randomBytes(16), second, exportKey };
  return {
    sheet: {
      login: account.login,
      recovery: printSecret('recovery', drawn.code),
      secondSecret: second === null ? null : printSecret('second-secret', second),
    },
    drawn,
  };
}

/** The password alone no longer opens: from now on a new device needs the second secret, too. */
async function demandSecond(parts: ClientParts, account: AccountSession, exportKey: Bytes, second: Bytes) {
  const { transport } = parts;
  const { wraps } = await accountCall(transport, account, 'wraps/read', {});
  const found = openByPassword(wraps, account.id, exportKey, [second, null]);
  if (found === null) throw new ClientError('server');
  if (found.second !== null) return;
  const wrap = sealByPassword(account, exportKey, second, found.wrap.id);
  await accountCall(transport, account, 'wraps/write', { wrap });
}

/** `typed`: the last group of the recovery code, read from the paper. */
export async function keepSheet(
  device: Device,
  vault: VaultKeeper,
  account: AccountSession,
  { code, second, exportKey }: DrawnSheet,
  typed: string,
): Promise<void> {
  const printed = printSecret('recovery', code);
  if (!isTypedAs(printed.slice(printed.lastIndexOf(' ')), typed)) throw new ClientError('wrong-last-group');
  const { transport, deviceKeys } = device.parts;
  if (second !== null) {
    const content = await vault.update((before) => ({ ...before, secondSecret: before.secondSecret ?? second }));
    // Another device was first: what is on this paper would open nothing.
    if (content.secondSecret === undefined || !equalBytes(content.secondSecret, second)) {
      throw new ClientError('server');
    }
    await deviceKeys.keepSecondSecret(account.id, second);
    await demandSecond(device.parts, account, exportKey, second);
  }
  await writeRecovery(transport, account, code);
  await sheetLater(device);
}

export async function changePassword(
  device: Device,
  vault: VaultKeeper,
  account: AccountSession,
  current: string,
  next: string,
): Promise<void> {
  const { transport } = device.parts;
  await provePassword(transport, account, current);
  const { secondSecret } = await vault.refresh();
  await setPassword(transport, account, next, secondSecret ?? null);
}

export async function waysOf(device: Device, account: AccountSession): Promise<Way[]> {
  const { wraps } = await accountCall(device.parts.transport, account, 'wraps/read', {});
  return wraps
    .map(({ id, kind, since }) => ({ id: toHex(id), kind, since }))
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.since - b.since);
}

export async function removeWay(device: Device, account: AccountSession, id: string): Promise<void> {
  await accountCall(device.parts.transport, account, 'wraps/remove', { id: fromHex(id) });
}

/** What this device has of it is still there. */
export async function deleteAccount(device: Device, account: AccountSession, password: string): Promise<void> {
  const { transport, deviceKeys } = device.parts;
  await provePassword(transport, account, password);
  await accountCall(transport, account, 'account/delete', {});
  await deviceKeys.forgetSecondSecret(account.id);
}
