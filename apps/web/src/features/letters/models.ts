/** @module To whom letters go, and what people are called. */
import { people } from '@obhut/domain/people.ts';

export const models = [people];
