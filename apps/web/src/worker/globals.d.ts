/** The app's files, put in by the build. */
declare const AT_ONCE: readonly string[];
declare const WHEN_USED: readonly string[];
