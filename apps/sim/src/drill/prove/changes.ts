/**
 * What of a server's source is changed to make it a careless one.
 * @module
 */

interface Change {
  file: string;
  from: string;
  to: string;
}

export const changes: readonly Change[] = [
  {
    file: 'routes/call.ts',
    from: 'const who = await services.personaTokens.owner(tokenOf(request));',
    to: 'const who = await careless.who(request, () => services.personaTokens.owner(tokenOf(request)));',
  },
  {
    file: 'routes/call.ts',
    from: 'const token = tokenOf(request);\n  const account = await services.accountTokens.owner(token);',
    to: "const token = 'none';\n  const account = await careless.who(request, () => services.accountTokens.owner(tokenOf(request)));",
  },
  {
    file: 'routes/live.ts',
    from: 'const who = await services.personaTokens.owner(hello.token);',
    to: 'const who = await careless.listener(await services.personaTokens.owner(hello.token));',
  },
  {
    file: 'headers.ts',
    from: 'if (!answersTo(names, host))',
    // Nor is the name remembered as one of ours.
    to: 'if (careless.isUnguarded(request)) return done(); if (!answersTo(names, host))',
  },
  {
    file: 'notify/push.ts',
    from: "topic: 'obhut',",
    to: 'topic: careless.pushed,',
  },
  {
    file: 'failures.ts',
    from: 'const detail = error instanceof ApiError ? error.detail : undefined;',
    to: 'const detail = careless.answered;',
  },
];

/** The source of a file below `apps/server/src`, careless. */
export function changedBy(name: string, source: string): string {
  return changes
    .filter(({ file }) => file === name)
    .reduce((before, { from, to }) => {
      if (before.split(from).length !== 2) throw new Error(`${name} has changed: ${from}`);
      return before.replace(from, to);
    }, source);
}
