/**
 * The syntax tree of a TypeScript file, as far as mutants are made from it: what runs, without types, imports and the texts of errors.
 * @module
 */
import { parseAst } from 'vitest/node';

export interface Node {
  readonly type: string;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** What stands under a name in a node, if it is a node. */
export function child(node: Node, name: string): Node | null {
  const value: unknown = Reflect.get(node, name);
  return isNode(value) ? value : null;
}

/** What stands under a name in a node, if it is a text: an operator, a name. */
export function word(node: Node, name: string): string {
  const value: unknown = Reflect.get(node, name);
  return typeof value === 'string' ? value : '';
}

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value : [value]).filter(isNode));
}

/** `a as T`, `a satisfies T` and `a!` are of types only outside. */
const runs = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression']);
const silent = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'TemplateElement']);

/** What an error says is for people, and no test should hold on to it. */
function isErrorMade(node: Node): boolean {
  const callee = node.type === 'NewExpression' ? child(node, 'callee') : null;
  return callee !== null && word(callee, 'name').endsWith('Error');
}

/** Every node that runs, outer ones first, each with the one around it. */
export function* nodesOf(source: string): Generator<{ node: Node; around: Node | null }> {
  const waiting: { node: Node; around: Node | null }[] = [{ node: parseAst(source, { lang: 'ts' }), around: null }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node } = next;
    if (silent.has(node.type) || (node.type.startsWith('TS') && !runs.has(node.type))) continue;
    yield next;
    if (!isErrorMade(node)) waiting.push(...children(node).map((inner) => ({ node: inner, around: node })));
  }
}
