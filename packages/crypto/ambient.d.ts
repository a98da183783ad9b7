/**
 * What this package uses outside ECMAScript, by the signatures of the Web Cryptography API, the Encoding Standard and HTML;
 * browsers and Node have it alike. Anything else (network, files, the platform's clocks) is a compile error.
 * @module
 */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare function atob(base64: string): string;
declare function btoa(binary: string): string;

type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;
type KeyUsage = 'encrypt' | 'decrypt';

interface CryptoKey {
  readonly type: 'public' | 'private' | 'secret';
  readonly extractable: boolean;
  readonly usages: KeyUsage[];
}

interface AesGcmParams {
  name: string;
  iv: BufferSource;
  additionalData?: BufferSource;
  tagLength?: number;
}

declare const crypto: {
  getRandomValues<Out extends Uint8Array<ArrayBuffer>>(out: Out): Out;
  readonly subtle: {
    generateKey(params: { name: 'AES-GCM'; length: 256 }, extractable: boolean, usages: KeyUsage[]): Promise<CryptoKey>;
    importKey(
      format: 'raw',
      key: BufferSource,
      name: 'AES-GCM',
      extractable: boolean,
      usages: KeyUsage[],
    ): Promise<CryptoKey>;
    encrypt(params: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
    decrypt(params: AesGcmParams, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer>;
  };
};
