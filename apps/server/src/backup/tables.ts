/**
 * Where each table goes in a backup: what is sealed, and what opens it, apart (protocol.md, section 5); and what is left out.
 * @module
 */
export const parts = {
  /** Logs, ciphertext and its places, who may and who did. */
  content: [
    'institutions',
    'spaces',
    'members',
    'items',
    'blobs',
    'asks',
    'notice_hours',
    'access_trees',
    'access_log',
    'clock',
  ],
  /** Keyrings and wraps, and what lets their owners in. */
  keys: [
    'boxes',
    'entries',
    'kem_keys',
    'confirmations',
    'accounts',
    'wraps',
    'vaults',
    'pins',
    'ended_account_devices',
    'ended_persona_devices',
    'server_key',
  ],
} as const;

export type Part = keyof typeof parts;

/**
 * Snapshots would outlive what they hold (decision 0020). Sessions are opened anew by the devices' keys. A founding link is printed anew. Devices
 * that are woken say so anew: a restored server has another key for push services (decision 0043). Which migrations ran is in the manifest.
 */
export const leftOut = [
  'snapshots',
  'account_sessions',
  'persona_sessions',
  'founding_codes',
  'notice_devices',
  'migration',
];

export function isPart(name: unknown): name is Part {
  return name === 'content' || name === 'keys';
}

/** Of this part, or undefined: a name from an archive is never put into a statement unchecked. */
export function tableOf(part: Part, name: string): string | undefined {
  return parts[part].find((table) => table === name);
}
