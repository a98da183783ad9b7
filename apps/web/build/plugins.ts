/**
 * The plugins that every build of the app's sources needs, tests included.
 * @module
 */
import react from '@vitejs/plugin-react';
import type { PluginOption } from 'vite';
import { messages } from './messages.ts';

export function plugins(): PluginOption[] {
  return [react(), messages()];
}
