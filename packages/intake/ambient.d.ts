/**
 * What this package uses outside ECMAScript; browsers and Node have it alike. Anything else is a compile error.
 * @module
 */
declare global {
  class TextDecoder {
    constructor(label: string, options?: { fatal?: boolean });
    /** Leaves a byte order mark out. Throws TypeError when `fatal` and malformed. */
    decode(bytes: Uint8Array): string;
  }
}

export {};
