/** @module Posts can be looked at before everything is read: what corrects one or takes it back stands behind it. */
import { posts } from '@obhut/domain/posts.ts';

export const firstLooks = [posts];
