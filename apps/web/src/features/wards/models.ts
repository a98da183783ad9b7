/** @module Wards, who belongs to them, and how guardians can be reached. */
import { contacts } from '@obhut/domain/contacts.ts';
import { guardianships } from '@obhut/domain/guardianships.ts';
import { wards } from '@obhut/domain/wards.ts';

export const models = [wards, guardianships, contacts];
