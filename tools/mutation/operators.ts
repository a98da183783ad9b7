/**
 * Every small change of a file that its tests should notice: conditions that always hold or never, a missing half of a condition, neighbouring
 * comparisons and arithmetic, other constants, calls left out.
 * @module
 */
import { child, nodesOf, word, type Node } from './syntax.ts';

export interface Change {
  /** What kind of change. */
  readonly operator: string;
  /** Offsets in the source, and what stands there instead. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const neighbours: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
};
const otherArithmetic: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<<': '>>',
  '>>': '<<',
  '>>>': '<<',
  '&': '|',
  '|': '&',
  '^': '&',
};
const otherMethods: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
};

function replace(node: Node, operator: string, text: string): Change {
  return { operator, start: node.start, end: node.end, text };
}

function ofCondition(node: Node): Change[] {
  const test = child(node, 'test');
  if (test === null) return [];
  return ['true', 'false'].map((text) => replace(test, `condition is ${text}`, text));
}

function ofBinary(node: Node, source: string): Change[] {
  const [left, right, operator] = [child(node, 'left'), child(node, 'right'), word(node, 'operator')];
  const other = neighbours[operator] ?? otherArithmetic[operator];
  if (left === null || right === null || other === undefined) return [];
  const between = source.slice(left.end, right.start).replace(operator, other);
  return [{ operator: `${operator} is ${other}`, start: left.end, end: right.start, text: between }];
}

function ofLogical(node: Node, source: string): Change[] {
  const [left, right, operator] = [child(node, 'left'), child(node, 'right'), word(node, 'operator')];
  if (left === null || right === null || operator === '??') return [];
  return [left, right].map((half) => replace(node, `half of ${operator}`, source.slice(half.start, half.end)));
}

function ofLiteral(node: Node, around: Node | null, source: string): Change[] {
  const value: unknown = Reflect.get(node, 'value');
  const isName = around?.type === 'Property' && child(around, 'key') === node;
  if (isName || around?.type === 'ExpressionStatement') return [];
  if (typeof value === 'boolean') return [replace(node, 'boolean', String(!value))];
  if (typeof value === 'number') return [replace(node, 'number', `(${source.slice(node.start, node.end)} + 1)`)];
  return typeof value === 'string' ? [replace(node, 'text', "'mutated'")] : [];
}

function ofMethod(node: Node): Change[] {
  const name = child(node, 'property');
  const other = name === null ? undefined : otherMethods[word(name, 'name')];
  return name === null || other === undefined ? [] : [replace(name, `${word(name, 'name')} is ${other}`, other)];
}

/** A call made for what it does is left out. */
function ofStatement(node: Node): Change[] {
  const expression = child(node, 'expression');
  const isCall = ['CallExpression', 'AwaitExpression', 'AssignmentExpression'].includes(expression?.type ?? '');
  return isCall ? [replace(node, 'statement left out', ';')] : [];
}

function changesOf(node: Node, around: Node | null, source: string): Change[] {
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return ofCondition(node);
    case 'BinaryExpression':
      return ofBinary(node, source);
    case 'LogicalExpression':
      return ofLogical(node, source);
    case 'UnaryExpression': {
      const inner = word(node, 'operator') === '!' ? child(node, 'argument') : null;
      return inner === null ? [] : [replace(node, 'not left out', source.slice(inner.start, inner.end))];
    }
    case 'Literal':
      return ofLiteral(node, around, source);
    case 'MemberExpression':
      return ofMethod(node);
    case 'ExpressionStatement':
      return ofStatement(node);
    default:
      return [];
  }
}

/** In the order of the source. */
export function changes(source: string): Change[] {
  return [...nodesOf(source)]
    .flatMap(({ node, around }) => changesOf(node, around, source))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Conditions of policies, and of what the functions of the database look for. */
const sqlConditions = /\b(AND|OR|WHERE)\s+(?=[^\s])/gu;

/** Where the condition that begins here ends: at the next `AND`, `OR`, `;` or clause outside of brackets. */
function endOfCondition(source: string, from: number): number {
  const clause = /\b(AND|OR|THEN|LIMIT|ORDER|RETURNING|ON|FOR|UNION|GROUP)\b|;/uy;
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (source[at] === '(') depth++;
    if (source[at] === ')' && --depth < 0) return at;
    clause.lastIndex = at;
    if (depth === 0 && clause.test(source)) return at;
  }
  return source.length;
}

/** Functions that a later migration has dropped or defined anew: nobody asks these any more. Where they stand. */
function outdated(source: string, later: readonly string[]): [number, number][] {
  return [...source.matchAll(/^CREATE (?:OR REPLACE )?FUNCTION (\w+)\(/gmu)].flatMap(({ 1: name = '', index }) => {
    const anew = new RegExp(`^(CREATE OR REPLACE|DROP) FUNCTION ${name}\\(`, 'mu');
    return later.some((text) => anew.test(text)) ? [[index, source.indexOf('$$;', index)]] : [];
  });
}

/** Of SQL: each condition holds always, one after another. `--` comments are left alone. `later`: the migrations after it. */
export function sqlChanges(source: string, later: readonly string[] = []): Change[] {
  const gone = outdated(source, later);
  return [...source.matchAll(sqlConditions)].flatMap((found) => {
    if (gone.some(([start, end]) => start <= found.index && found.index < end)) return [];
    const line = source.slice(source.lastIndexOf('\n', found.index) + 1, found.index);
    if (line.includes('--')) return [];
    const [start, always] = [found.index + found[0].length, found[1] === 'OR' ? 'false' : 'true'];
    const end = endOfCondition(source, start);
    return [{ operator: `${found[1]} of SQL`, start, end, text: `${always} ` }];
  });
}

export function apply(source: string, { start, end, text }: Change): string {
  return source.slice(0, start) + text + source.slice(end);
}

export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
