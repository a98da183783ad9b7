/** @module Appointments and closing days. */
import { appointments } from '@obhut/domain/appointments.ts';

export const models = [appointments];
