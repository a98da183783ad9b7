/**
 * Passkeys by the output of their PRF: the way in, and what a server that lies on it gets.
 */
import { passkeyProof } from '@obhut/crypto/account.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { homeIn } from '../testing/home.ts';
import { LyingTransport } from '../transport/lying.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { memoryDeviceKeys } from './device-keys-memory.ts';
import { unlockDevice, type AccountSession } from './device.ts';
import { addPasskey, loginByPasskey } from './passkey.ts';
import { registerAccount } from './register.ts';
import { VaultKeeper } from './vault.ts';

beforeAll(cryptoReady);

const noWrap = { code: 'internal', detail: 'wrap' };

let server: MemoryServer;
let anna: AccountSession;
let vault: VaultKeeper;
let prf: Bytes;
let lying: LyingTransport;

beforeEach(async () => {
  server = new MemoryServer({ today: () => 20_000 });
  lying = new LyingTransport(server.transport());
  anna = await registerAccount(lying, homeIn(new MemoryStore()), 'anna', 'vier grüne Äpfel');
  vault = new VaultKeeper(lying, new MemoryStore(), anna);
  prf = randomBytes(32);
  await addPasskey(lying, new MemoryStore(), vault, anna, prf);
});

function newDevice() {
  const [store, keys] = [new MemoryStore(), memoryDeviceKeys()];
  const parts = [lying, homeIn(store, keys)] as const;
  return {
    keys,
    login: (output = prf) => loginByPasskey(...parts, output),
    unlock: () => unlockDevice(store, keys),
  };
}

test('the passkey alone opens the account, with its login name and second secret', async () => {
  const second = randomBytes(16);
  await vault.update((content) => ({ ...content, secondSecret: second }));
  const phone = newDevice();
  const account = await phone.login();
  expect(account).toMatchObject({ id: anna.id, secret: anna.secret, login: 'anna' });
  expect(await phone.unlock()).toEqual(account);
  expect(await phone.keys.secondSecret(anna.id)).toEqual(second);
  const another = randomBytes(32);
  await addPasskey(lying, new MemoryStore(), vault, anna, another);
  expect((await newDevice().login(another)).id).toEqual(anna.id);
  expect((await newDevice().login()).id).toEqual(anna.id);
});

test('another passkey opens nothing', async () => {
  const phone = newDevice();
  await expect(phone.login(randomBytes(32))).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await phone.unlock()).toBeNull();
});

test('a wrap of another account, version, id or kind does not open', async () => {
  const berta = await registerAccount(lying, homeIn(new MemoryStore()), 'berta', 'vier grüne Äpfel');
  const { wraps } = await server.transport().call('wraps/read', {}, anna.token);
  const own = wraps.find(({ kind }) => kind === 'password');
  if (own === undefined) throw new RangeError('no password wrap');
  const { since: _, ...password } = own;
  const lies: (typeof lying.lies)['passkey/open'][] = [
    (_, { wrap }) => ({ account: berta.id, wrap }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, version: 2 } }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, id: randomBytes(16) } }),
    (_, { account }) => ({ account, wrap: password }),
  ];
  for (const lie of lies) {
    if (lie === undefined) throw new RangeError('no lie');
    lying.lies['passkey/open'] = lie;
    const phone = newDevice();
    await expect(phone.login()).rejects.toMatchObject(noWrap);
    expect(await phone.unlock()).toBeNull();
  }
});

test('a server that hides the vault is not believed that there is no name', async () => {
  lying.lies['vault/read'] = () => ({ version: 0, bytes: new Uint8Array(0) });
  const phone = newDevice();
  await expect(phone.login()).rejects.toMatchObject({ code: 'internal', detail: 'login' });
  expect(await phone.unlock()).toBeNull();
});

test('the server keeps neither the output nor what fetches the wrap', async () => {
  await newDevice().login();
  const hex = server.dump().map(toHex).join('|');
  for (const secret of [prf, passkeyProof(prf), anna.secret]) expect(hex).not.toContain(toHex(secret));
});
