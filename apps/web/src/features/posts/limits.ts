/** @module How long a post may be, in characters. */
export const most = { title: 200, text: 20_000 };
