import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { beforeAll, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { homeIn } from '../testing/home.ts';
import { tables } from '../store/store.ts';
import { LyingTransport } from '../transport/lying.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import { OfflineError, type Transport } from '../transport/transport.ts';
import { memoryDeviceKeys } from './device-keys-memory.ts';
import { unlockDevice, type AccountSession } from './device.ts';
import { loginAccount } from './login.ts';
import { registerAccount } from './register.ts';
import type { VaultContent } from './vault-content.ts';
import { VaultKeeper } from './vault.ts';

beforeAll(cryptoReady);

const password = 'vier grüne Äpfel';

function device(server: MemoryServer, transport: Transport = server.transport()) {
  const [store, keys] = [new MemoryStore(), memoryDeviceKeys()];
  const parts = [transport, homeIn(store, keys)] as const;
  return {
    store,
    keys,
    register: (name: string, typed = password) => registerAccount(...parts, name, typed),
    login: (name: string, typed = password) => loginAccount(...parts, name, typed),
    unlock: () => unlockDevice(store, keys),
    vault: (account: AccountSession) => new VaultKeeper(transport, store, account),
  };
}

const newServer = () => new MemoryServer({ today: () => 20_000 });

function persona() {
  return { institution: randomBytes(16), leadership: randomBytes(16), seed: randomBytes(32) };
}

function adding(added: VaultContent['personas'][number]) {
  return (content: VaultContent): VaultContent => ({ ...content, personas: [...content.personas, added] });
}

test('registered on one device, logged in on another, unlocked without a server: one secret', async () => {
  const server = newServer();
  const first = device(server);
  const registered = await first.register(' Anna@Example.org ');
  expect(registered.secret).toHaveLength(32);
  expect(registered.login).toBe('anna@example.org');
  const second = await device(server).login('ANNA@example.org');
  expect(second.id).toEqual(registered.id);
  expect(second.secret).toEqual(registered.secret);
  expect(await first.unlock()).toEqual(registered);
});

test('a wrong password and an unknown name are refused alike, and nothing is kept', async () => {
  const server = newServer();
  await device(server).register('anna');
  const other = device(server);
  await expect(other.login('anna', 'falsch')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(other.login('berta')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await other.unlock()).toBeNull();
});

test('a name that is taken stays its owner’s', async () => {
  const server = newServer();
  const anna = await device(server).register('anna');
  await expect(device(server).register('Anna', 'ein anderes')).rejects.toMatchObject({ code: 'conflict' });
  expect((await device(server).login('anna')).secret).toEqual(anna.secret);
});

test.each(['account/register-finish', 'wraps/read', 'wraps/write'] as const)(
  'a registration whose answer to %s was lost goes on when it is repeated',
  async (route) => {
    const server = newServer();
    const lying = new LyingTransport(server.transport());
    const phone = device(server, lying);
    lying.lies[route] = () => {
      throw new OfflineError('lost');
    };
    await expect(phone.register('anna')).rejects.toThrow(OfflineError);
    lying.lies = {};
    const registered = await phone.register('anna');
    expect((await device(server).login('anna')).secret).toEqual(registered.secret);
  },
);

test('a server that hides the wraps of an account in use gets no new secret made', async () => {
  const server = newServer();
  const phone = device(server);
  const account = await phone.register('anna');
  await phone.vault(account).update(adding(persona()));
  const lying = new LyingTransport(server.transport());
  lying.lies['wraps/read'] = () => ({ wraps: [] });
  await expect(device(server, lying).login('anna')).rejects.toMatchObject({ code: 'internal', detail: 'wrap' });
});

test('without the device’s key nothing opens', async () => {
  const phone = device(newServer());
  await phone.register('anna');
  await phone.keys.forget();
  expect(await phone.unlock()).toBeNull();
});

test('neither the server nor the device’s store holds the name, the password, the secret or a seed in clear', async () => {
  const server = newServer();
  const phone = device(server);
  const name = 'canary-name@example.org';
  const account = await phone.register(name);
  const added = persona();
  await phone.vault(account).update(adding(added));
  const rows = await Promise.all(tables.map((table) => phone.store.list(table, '')));
  const stored = [...server.dump(), ...rows.flat().map((row) => row.bytes)];
  expect(stored.length).toBeGreaterThan(5);
  const text = stored.map((bytes) => new TextDecoder('latin1').decode(bytes)).join('|');
  const hex = stored.map(toHex).join('|');
  for (const secret of [name, password, account.token]) expect(text).not.toContain(secret);
  for (const secret of [account.secret, added.seed]) expect(hex).not.toContain(toHex(secret));
});

test('a vault is read from the server once, then from the device, and again where it is asked for', async () => {
  const server = newServer();
  const phone = device(server);
  const account = await phone.register('anna');
  const vault = phone.vault(account);
  expect(await vault.read()).toEqual({ version: 1, personas: [], pins: [] });
  const mine = persona();
  await vault.update(adding(mine));

  const tablet = device(server);
  const there = tablet.vault(await tablet.login('anna'));
  expect((await there.read()).personas).toEqual([mine]);
  const second = persona();
  await there.update(adding(second));
  expect((await vault.read()).personas).toEqual([mine]);
  expect((await vault.refresh()).personas).toEqual([mine, second]);
  expect((await vault.read()).personas).toEqual([mine, second]);
});

test('two devices that change a vault at once lose nothing', async () => {
  const server = newServer();
  const phone = device(server);
  const account = await phone.register('anna');
  const tablet = device(server);
  const same = await tablet.login('anna');
  const [mine, theirs] = [persona(), persona()];
  await Promise.all([phone.vault(account).update(adding(mine)), tablet.vault(same).update(adding(theirs))]);
  const seeds = (await phone.vault(account).refresh()).personas.map(({ seed }) => toHex(seed));
  expect(seeds.sort()).toEqual([toHex(mine.seed), toHex(theirs.seed)].sort());
});

test('an older vault than this device has seen is refused, after a new login too', async () => {
  const server = newServer();
  const lying = new LyingTransport(server.transport());
  const phone = device(server, lying);
  const vault = phone.vault(await phone.register('anna'));
  await vault.update(adding(persona()));
  const old = await server.transport().call('vault/read', {}, (await device(server).login('anna')).token);
  await vault.update(adding(persona()));
  expect((await vault.refresh()).personas).toHaveLength(2);
  lying.lies['vault/read'] = () => old;
  await expect(vault.refresh()).rejects.toMatchObject({ code: 'internal', detail: 'vault-older' });
  await expect(vault.update((content) => content)).rejects.toMatchObject({ detail: 'vault-older' });
  const again = phone.vault(await phone.login('anna'));
  await expect(again.read()).rejects.toMatchObject({ detail: 'vault-older' });
});

test('a vault of another version or account does not open', async () => {
  const server = newServer();
  const lying = new LyingTransport(server.transport());
  const phone = device(server, lying);
  const vault = phone.vault(await phone.register('anna'));
  await vault.update(adding(persona()));
  lying.lies['vault/read'] = (_, honest) => ({ ...honest, version: honest.version + 1 });
  await expect(vault.refresh()).rejects.toMatchObject({ code: 'internal', detail: 'vault' });
});
