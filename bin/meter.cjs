#!/usr/bin/env node
// `decode` with nothing but bytes takes the short way (no command parser, CommonJS): it is started most often and
// by scripts. Everything else goes through the command parser, loaded command by command.
const args = process.argv.slice(2);
if (!require('node:fs').existsSync(`${__dirname}/../dist/main.js`)) {
  process.stderr.write('meter: this copy is not built yet. Run `npm install` and `npm run build` in its folder.\n');
  process.exitCode = 70;
} else if (args[0] === 'decode' && args.length > 1 && args.every((arg) => !arg.startsWith('-'))) {
  require('../dist/decode.cjs').decodeFast(args.slice(1));
} else {
  import('../dist/main.js').then(({ main }) => main(process.argv));
}
