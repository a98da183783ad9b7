/** The German word lists one by one: the package's own entry would bring a list of 680 kB along. */
declare module '@zxcvbn-ts/language-de/dist/*.json.esm.js' {
  const words: string[];
  export default words;
}
