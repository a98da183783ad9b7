/**
 * What this package uses outside ECMAScript; browsers and Node have it alike. Anything else is a compile error.
 * @module
 */
declare global {
  class TextEncoder {
    encode(text: string): Uint8Array<ArrayBuffer>;
  }
  function atob(base64: string): string;
  function btoa(binary: string): string;
}

export {};
