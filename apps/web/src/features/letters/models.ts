/** @module To whom letters go, and what people are called. */
import { comebacks } from '@obhut/domain/comebacks.ts';
import { people } from '@obhut/domain/people.ts';

export const models = [people, comebacks];
