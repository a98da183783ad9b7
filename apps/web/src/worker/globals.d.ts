/** The app's files, put in by the build. */
declare const PRECACHE: readonly string[];
