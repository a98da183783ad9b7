import { expect, test } from 'vitest';
import { compileCatalog } from './messages.ts';

async function load(json: string): Promise<unknown> {
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(compileCatalog(json))}`);
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
}

test('a catalogue becomes a module of compiled messages', async () => {
  expect(await load('{"hello":"Hallo {name}","plain":"Guten Tag"}')).toEqual({
    hello: ['Hallo ', ['name']],
    plain: ['Guten Tag'],
  });
});

test.each(['[]', '{"a":1}', 'no json', '{"a":"{open"}'])('%s is no catalogue', (json) => {
  expect(() => compileCatalog(json)).toThrow();
});
