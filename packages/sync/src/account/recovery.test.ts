/**
 * The recovery code: the way back, and what a server that lies on that way gets for it.
 */
import { accountKey, recoveryProof } from '@obhut/crypto/account.ts';
import { printSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { homeIn } from '../testing/home.ts';
import { tables } from '../store/store.ts';
import { LyingTransport } from '../transport/lying.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { memoryDeviceKeys } from './device-keys-memory.ts';
import { unlockDevice, type AccountSession } from './device.ts';
import { loginAccount } from './login.ts';
import { provePassword, setPassword } from './password.ts';
import { recoverAccount, writeRecovery } from './recovery.ts';
import { registerAccount } from './register.ts';
import { openAccountSession } from './session.ts';
import { VaultKeeper } from './vault.ts';

beforeAll(cryptoReady);

const [password, next] = ['vier grüne Äpfel', 'fünf rote Birnen'];
const unauthenticated = { code: 'unauthenticated' };
const noWrap = { code: 'internal', detail: 'wrap' };

let server: MemoryServer;
let anna: AccountSession;
let code: ReturnType<typeof randomBytes>;
let lying: LyingTransport;

beforeEach(async () => {
  server = new MemoryServer({ today: () => 20_000 });
  lying = new LyingTransport(server.transport());
  anna = await registerAccount(server.transport(), homeIn(new MemoryStore()), 'anna', password);
  const persona = { institution: randomBytes(16), leadership: randomBytes(16), seed: randomBytes(32) };
  const vault = new VaultKeeper(server.transport(), new MemoryStore(), anna);
  await vault.update((content) => ({ ...content, personas: [persona] }));
  code = randomBytes(16);
  await writeRecovery(server.transport(), anna, code);
});

function newDevice() {
  const [store, keys] = [new MemoryStore(), memoryDeviceKeys()];
  const parts = [lying, homeIn(store, keys)] as const;
  return {
    store,
    keys,
    recover: (name = 'Anna', typed = printSecret('recovery', code)) => recoverAccount(...parts, name, typed, next),
    login: (typed: string) => loginAccount(...parts, 'anna', typed),
    unlock: () => unlockDevice(store, keys),
  };
}

test('the code opens the account on a new device, and the new password takes the place of the old one', async () => {
  const phone = newDevice();
  const recovered = await phone.recover();
  expect(recovered.secret).toEqual(anna.secret);
  expect(await phone.unlock()).toEqual(recovered);
  expect((await new VaultKeeper(lying, phone.store, recovered).read()).personas).toHaveLength(1);
  await expect(newDevice().login(password)).rejects.toMatchObject(unauthenticated);
  expect((await newDevice().login(next)).secret).toEqual(anna.secret);
  // The device that was in before goes on: its secret opens a session, though its token is over.
  await expect(server.transport().call('vault/read', {}, anna.token)).rejects.toMatchObject(unauthenticated);
  expect((await new VaultKeeper(server.transport(), new MemoryStore(), anna).refresh()).personas).toHaveLength(1);
  expect((await newDevice().recover()).secret).toEqual(anna.secret);
});

test('an unknown name and a wrong code look the same; a slip of the pen is seen before anybody is asked', async () => {
  const wrong = printSecret('recovery', randomBytes(16));
  await expect(newDevice().recover('anna', wrong)).rejects.toMatchObject(unauthenticated);
  await expect(newDevice().recover('nobody')).rejects.toMatchObject(unauthenticated);
  lying.lies['recovery/open'] = () => expect.unreachable();
  const last = printSecret('recovery', code).replace(/.$/u, (symbol) => (symbol === '0' ? '1' : '0'));
  await expect(newDevice().recover('anna', last)).rejects.toMatchObject({ failure: 'code-mistyped' });
  const other = printSecret('second-secret', code);
  await expect(newDevice().recover('anna', other)).rejects.toMatchObject({ failure: 'code-mistyped' });
  expect((await newDevice().login(password)).secret).toEqual(anna.secret);
});

test('a new code ends the old one', async () => {
  const old = printSecret('recovery', code);
  code = randomBytes(16);
  await writeRecovery(server.transport(), anna, code);
  await expect(newDevice().recover('anna', old)).rejects.toMatchObject(unauthenticated);
  expect((await newDevice().recover()).secret).toEqual(anna.secret);
});

test('a wrap of another account, version, id or salt, or of another kind does not open', async () => {
  const berta = await registerAccount(server.transport(), homeIn(new MemoryStore()), 'berta', password);
  // The worst case: the same code for both, so that its key is right and only the place is not.
  await writeRecovery(server.transport(), berta, code);
  expect((await newDevice().recover('berta')).secret).toEqual(berta.secret);
  const { wraps } = await server.transport().call('wraps/read', {}, await openAccountSession(lying, anna));
  const own = wraps.find(({ kind }) => kind === 'password');
  if (own === undefined) throw new RangeError('no password wrap');
  const { since: _, ...passwordWrap } = own;
  const lies: (typeof lying.lies)['recovery/open'][] = [
    (_, honest) => ({ ...honest, account: anna.id }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, version: 2 } }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, id: randomBytes(16) } }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, salt: randomBytes(16) } }),
    (_, { account, wrap }) => ({ account, wrap: { ...wrap, salt: randomBytes(15) } }),
    (_, { account }) => ({ account, wrap: { ...passwordWrap, kind: 'recovery', salt: randomBytes(16) } }),
  ];
  for (const lie of lies) {
    if (lie === undefined) throw new RangeError('no lie');
    lying.lies['recovery/open'] = lie;
    const phone = newDevice();
    await expect(phone.recover('berta')).rejects.toMatchObject(noWrap);
    expect(await phone.unlock()).toBeNull();
  }
});

test('an old vault is noticed by a device that has seen a newer one, and no password is changed for it', async () => {
  const phone = newDevice();
  const account = await phone.recover();
  const old = await server.transport().call('vault/read', {}, account.token);
  const vault = new VaultKeeper(lying, phone.store, account);
  await vault.update((content) => ({ ...content, personas: [] }));
  await setPassword(lying, account, password, null);
  lying.lies['vault/read'] = () => old;
  await expect(phone.recover()).rejects.toMatchObject({ code: 'internal', detail: 'vault-older' });
  lying.lies = {};
  await provePassword(lying, account, password);
});

test('nobody but the account’s secret opens a session, and a server cannot use what it is sent elsewhere', async () => {
  const stranger = { id: anna.id, secret: randomBytes(32) };
  await expect(openAccountSession(server.transport(), stranger)).rejects.toMatchObject(unauthenticated);
  expect(accountKey(anna.secret, randomBytes(16)).publicKey).not.toEqual(accountKey(anna.secret, anna.id).publicKey);
});

test('a lost answer to the new password leaves the account open by the code', async () => {
  lying.lies['password/finish'] = () => {
    throw new TypeError('cut off');
  };
  await expect(newDevice().recover()).rejects.toThrow('cut off');
  lying.lies = {};
  expect((await newDevice().recover()).secret).toEqual(anna.secret);
});

test('neither server nor device keeps the code, or what fetches its wrap', async () => {
  const phone = newDevice();
  await phone.recover();
  const rows = await Promise.all(tables.map((table) => phone.store.list(table, '')));
  const hex = [...server.dump(), ...rows.flat().map((row) => row.bytes)].map(toHex).join('|');
  for (const secret of [code, recoveryProof(code), anna.secret]) expect(hex).not.toContain(toHex(secret));
});
