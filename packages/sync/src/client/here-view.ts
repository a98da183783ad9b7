/**
 * What screens are shown of the device itself: who has something on it, and what the one who is there has set and not sent.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { InstitutionView } from '../client.ts';
import type { Device } from './device.ts';
import type { Here, IdleMinutes } from './here-commands.ts';

/** Staff's devices are shared more often than guardians'. */
const staffIdle = 15;

export function hereView(device: Device, standing: InstitutionView['standing'] | undefined): Here {
  const { account, writer, drafts, settings, tablet, parts } = device;
  const usual: IdleMinutes = standing === 'staff' ? staffIdle : 0;
  return {
    // At a group's tablet nobody reads whose accounts lie beside it.
    accounts: tablet === null ? parts.accounts() : [],
    account: account === null ? null : toHex(account.id),
    writer,
    drafts: drafts?.all ?? [],
    idleMinutes: settings === null ? 0 : (settings.idle ?? usual),
  };
}
