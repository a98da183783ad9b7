/**
 * For the app, which does not know the protocol.
 * @module
 */
export { decoderContract } from '@obhut/protocol/testing/decoder.contract.ts';
