/** @module The models of day teams. */
import { dayTeams } from '@obhut/domain/day-teams.ts';

export const models = [dayTeams];
