/**
 * A view merges the states of one model over all spaces into what a screen shows. Pure: author, day and names come in as arguments.
 * @module
 */

/** States of one model by space id in hex. */
export type BySpace<State> = ReadonlyMap<string, State>;

export type View<State, Value> = (states: BySpace<State>) => Value;
