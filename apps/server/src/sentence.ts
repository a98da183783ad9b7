/**
 * A reason not to start that the operator can mend: one sentence that says what to do, printed without a stack.
 * @module
 */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}
