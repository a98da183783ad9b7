/** Not in the DOM types of the compiler so far. `createScriptURL` gives an object that passes for a string where a script is started. */
interface Window {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL: (url: string) => string };
  };
}
