/**
 * Sessions of personas and letters at the server in memory: opened by a signature over a nonce that is good once.
 * @module
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { verifyCtx } from '@obhut/crypto/signatures.ts';
import { mostEndedDevices } from '@obhut/protocol/account-routes.ts';
import { equalBytes, toBase64Url, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { sessionContext, type RequestOf } from '@obhut/protocol/routes.ts';

export interface Who {
  institution: Bytes;
  persona: Bytes;
}

/** Why no session is opened for a device that was ended. */
export const deviceEnded = 'device-ended';

function place({ institution, persona }: Who, device: Bytes): string {
  return [institution, persona, device].map(toHex).join(' ');
}

export class MemorySessions {
  readonly #origin: string;
  readonly #signKeys: (who: Who) => Bytes[];
  readonly #challenges = new Map<string, Who>();
  readonly #tokens = new Map<string, Who & { device: string | null }>();
  /** Who, and which device of theirs was ended. */
  readonly #ended = new Set<string>();

  /** `signKeys`: those by which somebody is named today. */
  constructor(origin: string, signKeys: (who: Who) => Bytes[]) {
    this.#origin = origin;
    this.#signKeys = signKeys;
  }

  /** Whoever asks gets one: whether a persona exists shows to nobody. */
  challenge({ institution, persona }: Who): { nonce: Bytes } {
    const nonce = randomBytes(32);
    this.#challenges.set(toHex(nonce), { institution, persona });
    return { nonce };
  }

  open({ institution, persona, nonce, signature, device }: RequestOf<'session/open'>): { token: string } {
    const who = this.#challenges.get(toHex(nonce));
    this.#challenges.delete(toHex(nonce));
    const isAsked = who !== undefined && equalBytes(who.institution, institution) && equalBytes(who.persona, persona);
    if (!isAsked) throw new ApiError('unauthenticated');
    const context = sessionContext(institution, persona, nonce, this.#origin);
    if (!this.#signKeys(who).some((key) => verifyCtx(key, signature, ...context))) {
      throw new ApiError('unauthenticated');
    }
    const token = toBase64Url(randomBytes(32));
    if (device !== undefined && this.#ended.has(place(who, device))) throw new ApiError('refused', deviceEnded);
    this.#tokens.set(token, { ...who, device: device === undefined ? null : place(who, device) });
    return { token };
  }

  logout(token: string | null): Record<string, never> {
    this.who(token);
    this.#tokens.delete(token ?? '');
    return {};
  }

  endDevice({ device }: RequestOf<'session/end-device'>, token: string | null): Record<string, never> {
    const who = this.who(token);
    const owner = place(who, new Uint8Array(0));
    const others = [...this.#ended].filter((one) => one.startsWith(owner) && one !== place(who, device));
    if (others.length >= mostEndedDevices) throw new ApiError('refused', 'devices');
    this.#ended.add(place(who, device));
    for (const [other, owner] of this.#tokens) if (owner.device === place(who, device)) this.#tokens.delete(other);
    return {};
  }

  isEnded(who: Who, device: Bytes): boolean {
    return this.#ended.has(place(who, device));
  }

  who(token: string | null): Who {
    const who = token === null ? undefined : this.#tokens.get(token);
    if (who === undefined) throw new ApiError('unauthenticated');
    return who;
  }

  isOpen(token: string): boolean {
    return this.#tokens.has(token);
  }

  /** As if the server had been started anew. */
  forget(): void {
    this.#tokens.clear();
  }
}
