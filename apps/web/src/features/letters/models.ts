/** @module To whom letters go, which are prepared, and what people are called. */
import { comebacks } from '@obhut/domain/comebacks.ts';
import { people } from '@obhut/domain/people.ts';
import { preparedLetters } from '@obhut/domain/prepared-letters.ts';

export const models = [people, comebacks, preparedLetters];
