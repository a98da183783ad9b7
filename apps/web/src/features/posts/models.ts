/** @module Posts, who has read them, and replies. */
import { posts } from '@obhut/domain/posts.ts';
import { replies } from '@obhut/domain/replies.ts';

export const models = [posts, replies];
