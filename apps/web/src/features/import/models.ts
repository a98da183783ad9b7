/** @module What is kept of lists that were read in. */
import { intakes } from '@obhut/domain/intakes.ts';

export const models = [intakes];
