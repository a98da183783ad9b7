/** @module The models of groups. */
import { groups } from '@obhut/domain/groups.ts';

export const models = [groups];
