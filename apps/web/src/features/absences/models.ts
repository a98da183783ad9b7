/** @module Who is absent, late or picked up by somebody else. */
import { absences } from '@obhut/domain/absences.ts';

export const models = [absences];
