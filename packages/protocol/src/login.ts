/**
 * What both sides of OPAQUE bind registration and login to: the name, and this protocol as the server. Not the origin: a server may move.
 * @module
 */
export function loginIdentifiers(name: string): { client: string; server: string } {
  return { client: name, server: 'obhut/1' };
}
