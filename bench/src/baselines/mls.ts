/**
 * A group of MLS (RFC 9420) by ts-mls, with X-Wing as Obhut has it. `added`: all members were added by one, so that the tree is blank where
 * they have said nothing, the costly case; `grown`: each came in by a commit of their own, so that the tree is full, the cheap case.
 * @module
 */
import { registerHooks } from 'node:module';
import type { CiphersuiteImpl, ClientState } from 'ts-mls';
import type { Rekeying } from '../rekeying.ts';

// ts-mls imports a package that it does not declare; here nothing is found that is not declared, so it gets the copy of this one.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier.startsWith('@noble/hashes/') ? { ...context, parentURL: import.meta.url } : context),
});
const {
  acceptAll,
  createCommit,
  createGroup,
  createGroupInfoWithExternalPub,
  decodeMlsMessage,
  defaultCapabilities,
  defaultLifetime,
  emptyPskIndex,
  encodeMlsMessage,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
  joinGroup,
  joinGroupExternal,
  processMessage,
  processPublicMessage,
} = await import('ts-mls');

type KeyPackages = Awaited<ReturnType<typeof generateKeyPackage>>;

interface Group {
  sender: ClientState;
  reader: ClientState;
}

function keyPackage(index: number, suite: CiphersuiteImpl): Promise<KeyPackages> {
  const identity = new TextEncoder().encode(`member ${index}`);
  return generateKeyPackage({ credentialType: 'basic', identity }, defaultCapabilities(), defaultLifetime, [], suite);
}

async function founded(suite: CiphersuiteImpl): Promise<ClientState> {
  const { publicPackage, privatePackage } = await keyPackage(0, suite);
  return await createGroup(new TextEncoder().encode('group'), publicPackage, privatePackage, [], suite);
}

async function added(size: number, suite: CiphersuiteImpl): Promise<Group> {
  const state = await founded(suite);
  const others = await Promise.all(Array.from({ length: size - 1 }, (_, index) => keyPackage(index + 1, suite)));
  const extraProposals = others.map(({ publicPackage }) => ({
    proposalType: 'add' as const,
    add: { keyPackage: publicPackage },
  }));
  const { newState, welcome } = await createCommit({ state, cipherSuite: suite }, { extraProposals });
  const [first] = others;
  if (welcome === undefined || first === undefined) throw new Error('nobody was added');
  const { publicPackage, privatePackage } = first;
  const { ratchetTree } = newState;
  const reader = await joinGroup(welcome, publicPackage, privatePackage, emptyPskIndex, suite, ratchetTree);
  return { sender: newState, reader };
}

async function grown(size: number, suite: CiphersuiteImpl): Promise<Group> {
  let sender = await founded(suite);
  let reader: ClientState | null = null;
  for (let index = 1; index < size; index++) {
    const { publicPackage, privatePackage } = await keyPackage(index, suite);
    const info = await createGroupInfoWithExternalPub(sender, [], suite);
    const tree = sender.ratchetTree;
    const joined = await joinGroupExternal(info, publicPackage, privatePackage, false, suite, tree);
    const took = await processPublicMessage(sender, joined.publicMessage, emptyPskIndex, suite);
    sender = took.newState;
    if (reader === null) reader = joined.newState;
    else reader = (await processPublicMessage(reader, joined.publicMessage, emptyPskIndex, suite)).newState;
  }
  if (reader === null) throw new RangeError('two members at least');
  return { sender, reader };
}

/** `size`: members before the first removal, the sender among them. Every round one more has left. */
export async function mls(tree: 'added' | 'grown', size: number): Promise<Rekeying> {
  const suite = await getCiphersuiteImpl(getCiphersuiteFromName('MLS_256_XWING_AES256GCM_SHA512_Ed25519'));
  let { sender, reader } = await (tree === 'added' ? added : grown)(size, suite);
  let last = size - 1;
  return {
    name: `MLS, ${tree === 'added' ? 'all added by one' : 'each with a commit of their own'}`,
    rekey: async () => {
      const extraProposals = [{ proposalType: 'remove' as const, remove: { removed: last } }];
      last--;
      const start = performance.now();
      const made = await createCommit({ state: sender, cipherSuite: suite }, { extraProposals });
      const bytes = encodeMlsMessage(made.commit);
      const ms = performance.now() - start;
      sender = made.newState;
      const readStart = performance.now();
      const message = decodeMlsMessage(bytes, 0)?.[0];
      if (message?.wireformat !== 'mls_private_message') throw new Error('not a commit');
      const took = await processMessage(message, reader, emptyPskIndex, acceptAll, suite);
      const readMs = performance.now() - readStart;
      reader = took.newState;
      return { ms, bytes: bytes.byteLength, readMs, readBytes: bytes.byteLength };
    },
    stop: () => undefined,
  };
}
