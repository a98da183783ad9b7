/** @module Conversations, and how far guardians have read them. */
import { conversations } from '@obhut/domain/conversations.ts';

export const models = [conversations];
