/**
 * What a program still holds from one object on, in private fields and collections too, as the inspector sees it. Functions are not looked into,
 * since they lead to the whole program: whether anything is held by them shows when the garbage is collected.
 * @module
 */
import { Session, type Runtime } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const marker = '__obhutReachable';
/** What leads from any object to its class. */
const shared = new Set(['[[Prototype]]', '[[FunctionLocation]]']);

/** The types know nothing of private fields. */
type Found = Runtime.GetPropertiesReturnType & { privateProperties?: { value?: Runtime.RemoteObject }[] };

/** The byte strings that can be reached from `root`. */
export function reachableFrom(root: object): Uint8Array[] {
  const session = new Session();
  session.connect();
  const seen = new Set<unknown>();
  const bytes: Uint8Array[] = [];
  /** Whether there is more to look at below it. */
  const mark = (value: unknown): boolean => {
    if (seen.has(value)) return false;
    seen.add(value);
    if (ArrayBuffer.isView(value) && value instanceof Uint8Array) bytes.push(value);
    const isOwn = typeof value === 'object' && value !== globalThis && value !== process;
    return isOwn && !(value instanceof ArrayBuffer) && !ArrayBuffer.isView(value);
  };
  const due: Runtime.RemoteObject[] = [];
  const isNew = (objectId: string): boolean => {
    let answer: unknown = false;
    const functionDeclaration = `function () { return ${marker}.mark(this); }`;
    session.post('Runtime.callFunctionOn', { objectId, functionDeclaration }, (error, found) => {
      if (error === null) answer = found.result.value;
    });
    return answer === true;
  };
  const lookInto = (objectId: string): void => {
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (error, found: Found) => {
      if (error !== null) return;
      const own = [...found.result, ...(found.privateProperties ?? [])];
      const internal = (found.internalProperties ?? []).filter(({ name }) => !shared.has(name));
      for (const { value } of [...own, ...internal]) {
        if (value?.type === 'object') due.push(value);
      }
    });
  };
  Reflect.set(globalThis, marker, { root, mark });
  try {
    session.post('Runtime.evaluate', { expression: `${marker}.root` }, (_, { result }) => due.push(result));
    for (let next = due.pop(); next !== undefined; next = due.pop()) {
      if (next.objectId !== undefined && isNew(next.objectId)) lookInto(next.objectId);
    }
  } finally {
    Reflect.deleteProperty(globalThis, marker);
    session.disconnect();
  }
  return bytes;
}

/** Lets go of everything that nothing holds. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no garbage collector');
  // What was looked at through a weak reference lives until the end of the turn.
  await new Promise((resolve) => setTimeout(resolve, 0));
  Reflect.apply(collect, undefined, []);
}
