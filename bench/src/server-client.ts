/**
 * Calls to a server as a client makes them, without cryptography: a server looks at no signature but a session's.
 * @module
 */
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { routes, type RequestOf, type RouteName } from '@obhut/protocol/routes.ts';
import { Builder, signSession, type Someone } from '@obhut/server/testing/builder.ts';
import * as z from 'zod/mini';
import { startProgram, type Program } from './program.ts';

const hello = z.object({ code: z.string(), databasePid: z.number() });
const opened = z.object({ token: z.string() });
const challenged = z.object({ nonce: z.instanceof(Uint8Array) });

/** Whoever calls a server at an address. */
export class Caller {
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async call<Name extends RouteName>(name: Name, request: RequestOf<Name>, token?: string): Promise<unknown> {
    const headers = {
      'content-type': 'application/cbor',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(`${this.origin}/api/${name}`, { method: 'POST', headers, body: encodeCbor(request) });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return decodeCbor(routes[name].response, new Uint8Array(await response.arrayBuffer()));
  }

  /** Founds the builder's institution; returns the id of `everyone`. */
  async found(code: string, builder: Builder): Promise<Bytes> {
    const { parts, everyone } = builder.founding();
    await this.call('institution/found', { code, append: { parts } });
    return everyone;
  }

  async session({ institution }: Builder, someone: Someone): Promise<string> {
    const who = { institution, persona: someone.id };
    const { nonce } = challenged.parse(await this.call('session/challenge', who));
    const bytes = Uint8Array.from(nonce);
    const signature = signSession(someone, institution, bytes, this.origin);
    return opened.parse(await this.call('session/open', { ...who, nonce: bytes, signature })).token;
  }
}

export function newBuilder(): Builder {
  return new Builder(Math.floor(Date.now() / 86_400_000));
}

/** A server as a program of its own, with one institution. */
export class Installed {
  readonly program: Program;
  readonly databasePid: number;
  readonly builder = newBuilder();
  /** For founding, once. */
  readonly code: string;
  readonly #caller: Caller;

  static async start(port: number): Promise<Installed> {
    return new Installed(port, await startProgram('obhut', port));
  }

  private constructor(port: number, program: Program) {
    const { code, databasePid } = hello.parse(program.hello);
    this.#caller = new Caller(`http://localhost:${port}`);
    this.program = program;
    this.databasePid = databasePid;
    this.code = code;
  }

  get origin(): string {
    return this.#caller.origin;
  }

  call<Name extends RouteName>(name: Name, request: RequestOf<Name>, token?: string): Promise<unknown> {
    return this.#caller.call(name, request, token);
  }

  /** Founds the institution; returns the id of `everyone`. */
  found(): Promise<Bytes> {
    return this.#caller.found(this.code, this.builder);
  }

  session(someone: Someone): Promise<string> {
    return this.#caller.session(this.builder, someone);
  }
}
