/**
 * A new device and one that is signed in, with an honest server between them, and with servers that want the account for themselves.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { pairingCommit, pairingDigits, pairingMailbox, sealPairing } from '@obhut/crypto/pairing.ts';
import { printSecret, readSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { kemKey } from '@obhut/crypto/xwing.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { PairingSlot } from '@obhut/protocol/pairing-routes.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../store/memory.ts';
import { homeIn } from '../testing/home.ts';
import { LyingTransport } from '../transport/lying.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import type { AccountSession } from './device.ts';
import { Admission, Applicant, offerOf } from './pairing.ts';
import { registerAccount } from './register.ts';

beforeAll(cryptoReady);

const refused = { failure: 'pairing-refused' };

let server: MemoryServer;
let day: number;
let anna: AccountSession;
/** What each of the two sees of the server. */
let toNew: LyingTransport;
let toOld: LyingTransport;

beforeEach(async () => {
  day = 20_000;
  server = new MemoryServer({ today: () => day });
  [toNew, toOld] = [new LyingTransport(server.transport()), new LyingTransport(server.transport())];
  anna = await registerAccount(toOld, homeIn(new MemoryStore()), 'anna', 'vier grüne Äpfel');
});

/** As far as both have shown their nonces. */
async function met() {
  const applicant = await Applicant.apply(toNew);
  expect(await applicant.digits()).toBeNull();
  expect(await applicant.account()).toBeNull();
  const admission = await Admission.answer(toOld, applicant.code.toLowerCase());
  expect(await admission.isReady()).toBe(false);
  const digits = (await applicant.digits()) ?? '';
  return { applicant, admission, digits };
}

function mailboxOf(code: string): Bytes {
  const secret = readSecret('pairing', code);
  if (secret === null) throw new RangeError('no code');
  return pairingMailbox(secret);
}

const get = (code: string, slot: PairingSlot) =>
  server.transport().call('pairing/get', { mailbox: mailboxOf(code), slot }, null);
const put = (code: string, slot: PairingSlot, bytes: Bytes) =>
  server.transport().call('pairing/put', { mailbox: mailboxOf(code), slot, bytes }, null);

test('the code, the same digits on both, and the account is on the new device', async () => {
  const { applicant, admission, digits } = await met();
  expect(digits).toMatch(/^\d{12}$/u);
  expect(await admission.isReady()).toBe(true);
  await admission.admit(anna, `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`);
  const account = await applicant.account();
  expect(account).toMatchObject({ id: anna.id, secret: anna.secret, version: 1, login: 'anna' });
  const { wraps } = await server.transport().call('wraps/read', {}, account?.token ?? null);
  expect(wraps).toHaveLength(1);
});

test('with other digits nothing is handed over, and the right ones still do', async () => {
  const { applicant, admission, digits } = await met();
  await expect(admission.admit(anna, digits)).rejects.toMatchObject({ failure: 'not-allowed' });
  await admission.isReady();
  const wrong = digits.replace(/.$/u, (digit) => (digit === '0' ? '1' : '0'));
  for (const typed of ['', wrong, digits.slice(1)])
    await expect(admission.admit(anna, typed)).rejects.toMatchObject({ failure: 'wrong-digits' });
  expect((await get(applicant.code, 'sealed')).bytes).toHaveLength(0);
  await admission.admit(anna, digits);
  expect(await applicant.account()).not.toBeNull();
});

test('a code that is mistyped, unknown, answered already, or too old', async () => {
  const { applicant } = await met();
  const slip = applicant.code.replace(/.$/u, (symbol) => (symbol === '0' ? '1' : '0'));
  await expect(Admission.answer(toOld, slip)).rejects.toMatchObject({ failure: 'code-mistyped' });
  const unknown = printSecret('pairing', randomBytes(8));
  await expect(Admission.answer(toOld, unknown)).rejects.toMatchObject({ code: 'not-found' });
  await expect(Admission.answer(toOld, applicant.code)).rejects.toMatchObject({ code: 'conflict' });
  const late = await Applicant.apply(toNew);
  day += 1;
  await expect(Admission.answer(toOld, late.code)).rejects.toMatchObject({ code: 'not-found' });
  await expect(applicant.digits()).resolves.toMatch(/^\d{12}$/u);
  await expect(applicant.account()).rejects.toMatchObject({ code: 'not-found' });
});

test('a server that swaps the new device’s key is refused by the digits', async () => {
  // It plays the new device towards the old one, and the old one towards the new one.
  const [thief, nonce] = [kemKey(randomBytes(32)), randomBytes(32)];
  toOld.lies['pairing/get'] = ({ mailbox, slot }, honest) => {
    const run = { mailbox, kemHash: thief.hash, newNonce: nonce };
    if (slot === 'offer') return { bytes: concat(thief.publicKey, pairingCommit(run)) };
    return slot === 'reveal' && honest.bytes.length > 0 ? { bytes: nonce } : honest;
  };
  const { admission, digits } = await met();
  expect(await admission.isReady()).toBe(true);
  await expect(admission.admit(anna, digits)).rejects.toMatchObject({ failure: 'wrong-digits' });
});

test('a server that chooses its nonce after it has seen the other is refused by the commitment', async () => {
  const thief = kemKey(randomBytes(32));
  const bound = randomBytes(32);
  toOld.lies['pairing/get'] = ({ mailbox, slot }, honest) => {
    const run = { mailbox, kemHash: thief.hash, newNonce: bound };
    if (slot === 'offer') return { bytes: concat(thief.publicKey, pairingCommit(run)) };
    return slot === 'reveal' && honest.bytes.length > 0 ? { bytes: randomBytes(32) } : honest;
  };
  const { admission } = await met();
  await expect(admission.isReady()).rejects.toMatchObject(refused);
});

test('a server that swaps the answer makes other digits', async () => {
  toNew.lies['pairing/get'] = ({ slot }, honest) =>
    slot === 'answer' && honest.bytes.length > 0 ? { bytes: randomBytes(32) } : honest;
  const { admission, digits } = await met();
  await admission.isReady();
  await expect(admission.admit(anna, digits)).rejects.toMatchObject({ failure: 'wrong-digits' });
});

test('what was sealed in one run opens in no other: a replayed admission is refused', async () => {
  const first = await met();
  await first.admission.isReady();
  await first.admission.admit(anna, first.digits);
  const { bytes: sealed } = await get(first.applicant.code, 'sealed');
  await expect(first.applicant.account()).rejects.toMatchObject({ code: 'not-found' });
  const second = await met();
  await put(second.applicant.code, 'sealed', sealed);
  await expect(second.applicant.account()).rejects.toMatchObject(refused);
});

/** What a new device makes of something that somebody sealed to it as the protocol has it. */
async function sealedAs(plain: Bytes): Promise<AccountSession | null> {
  const applicant = await Applicant.apply(toNew);
  const offer = (await get(applicant.code, 'offer')).bytes;
  const oldNonce = randomBytes(32);
  await put(applicant.code, 'answer', oldNonce);
  await applicant.digits();
  const newNonce = (await get(applicant.code, 'reveal')).bytes;
  const run = { mailbox: mailboxOf(applicant.code), kemHash: hash(offer.slice(0, 1216)), newNonce, oldNonce };
  expect(await applicant.digits()).toBe(pairingDigits(run));
  const sealed = sealPairing(offer.slice(0, 1216), run, plain);
  if (sealed === null) throw new RangeError('not sealed');
  await put(applicant.code, 'sealed', sealed);
  return applicant.account();
}

test('an account that is not the sealed secret’s, or no account at all, is not entered', async () => {
  await expect(sealedAs(Uint8Array.of(1))).rejects.toMatchObject(refused);
  const foreign = encodeCbor({ account: anna.id, version: 1, secret: randomBytes(32), login: 'anna' });
  await expect(sealedAs(foreign)).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an answer that was lost on the way is asked for again', async () => {
  const applicant = await Applicant.apply(toNew);
  const admission = await Admission.answer(toOld, applicant.code);
  toNew.lies['pairing/put'] = () => {
    throw new TypeError('cut off');
  };
  await expect(applicant.digits()).rejects.toThrow('cut off');
  toNew.lies = {};
  const digits = (await applicant.digits()) ?? '';
  await admission.isReady();
  await admission.admit(anna, digits);
  expect(await applicant.account()).not.toBeNull();
});

test('the digits stand for both keys of a tablet: a server that swaps its signing key, or leaves it out, is refused', async () => {
  const keys = memberKeys('device', randomBytes(32));
  const applicant = await Applicant.apply(toNew, 'tablet', offerOf(keys));
  const admission = await Admission.answer(toOld, applicant.code, 'tablet');
  const digits = (await applicant.digits()) ?? '';
  const others = [
    (shown: Bytes) => concat(memberKeys('device', randomBytes(32)).sign.publicKey, shown.slice(32)),
    (shown: Bytes) => concat(shown.slice(0, 32), randomBytes(32)),
    (shown: Bytes) => shown.slice(32),
    (shown: Bytes) => concat(shown, Uint8Array.of(0)),
  ];
  for (const other of others) {
    toOld.lies['pairing/get'] = ({ slot }, honest) => (slot === 'reveal' ? { bytes: other(honest.bytes) } : honest);
    await expect(admission.isReady()).rejects.toMatchObject(refused);
  }
  expect(() => admission.met(digits)).toThrow('not-allowed');
  toOld.lies = {};
  expect(await admission.isReady()).toBe(true);
  expect(admission.met(digits)).toEqual({
    sign: keys.sign.publicKey,
    kem: { publicKey: keys.kem.publicKey, hash: keys.kem.hash },
  });
  expect(() => admission.met('0'.repeat(12))).toThrow('wrong-digits');
});

test('a device that shows a plain nonce is no tablet, and a tablet’s keys are nobody else’s to ask for', async () => {
  const applicant = await Applicant.apply(toNew, 'tablet');
  const admission = await Admission.answer(toOld, applicant.code, 'tablet');
  await applicant.digits();
  await expect(admission.isReady()).rejects.toMatchObject(refused);
  const { admission: ordinary, digits } = await met();
  expect(await ordinary.isReady()).toBe(true);
  expect(() => ordinary.met(digits)).toThrow('not-allowed');
});
