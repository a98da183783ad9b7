/**
 * All fields, in the order of the forms.
 * @module
 */
import type { Field } from './field-types.ts';
import { effects } from './fields-effects.data.ts';
import { what } from './fields-what.data.ts';
import { whoAndWhen } from './fields-who-when.data.ts';

const rows = [...whoAndWhen, ...what, ...effects];

export type FieldId = (typeof rows)[number]['id'];

export const fields: readonly (Field & { id: FieldId })[] = rows;
