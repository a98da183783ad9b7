/** @module What founding adds to the state: the institution's name and kind. */
import { institution } from '@obhut/domain/institution.ts';

export const models = [institution];
