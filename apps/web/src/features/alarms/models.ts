/** @module What did not verify on somebody's device. */
import { alarms } from '@obhut/domain/alarms.ts';

export const models = [alarms];
