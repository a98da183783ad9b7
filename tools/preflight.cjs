/**
 * Before `npm test` and `npm start`: says in a sentence what is missing. Old syntax, because any Node may have to run it.
 * @module
 */
'use strict';

var fs = require('fs');
var path = require('path');

/** npm's user agent begins with `npm/11.19.1 node/v26…`. Returns a sentence, or null if nothing is wrong. */
function complaint(agent, installed) {
  var match = /^npm\/(\d+)\.(\d+)/.exec(agent || '');
  var old = match !== null && (Number(match[1]) < 11 || (Number(match[1]) === 11 && Number(match[2]) < 18));
  if (old)
    return 'This npm is too old for linked workspaces: please install npm 11.18 or newer (npm install --global npm@11).';
  if (!installed) return 'The dependencies are not installed: please run "npm ci" first.';
  return null;
}

module.exports = { complaint: complaint };

if (require.main === module) {
  var bin = path.join(__dirname, '..', 'node_modules', '.bin');
  var installed = fs.existsSync(path.join(bin, 'node')) || fs.existsSync(path.join(bin, 'node.cmd'));
  var sentence = complaint(process.env.npm_config_user_agent, installed);
  if (sentence !== null) {
    console.error(sentence);
    process.exit(1);
  }
}
