/**
 * What is used of saxen, which has no types of its own.
 * @module
 */
declare module 'saxen' {
  type Decode = (text: string) => string;
  class Parser {
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'openTag', listener: (name: string, attributes: () => unknown, decode: Decode) => void): void;
    on(event: 'closeTag', listener: (name: string) => void): void;
    on(event: 'text', listener: (text: string, decode: Decode) => void): void;
    on(event: 'cdata', listener: (text: string) => void): void;
    parse(xml: string): void;
  }
}
