#!/usr/bin/env node
// `decode` with nothing but bytes takes the short way, without a command parser: it is started most often, and by
// scripts. Everything else goes through the command parser, which loads what its command needs.
const args = process.argv.slice(2);
const short = args[0] === 'decode' && args.length > 1 && args.every((arg) => !arg.startsWith('-'));
let start;
try {
  start = short ? require('../dist/decode-fast.cjs').decodeFast : require('../dist/main.cjs').main;
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write('meter: this copy is not built yet. Run `npm install` and `npm run build` in its folder.\n');
  process.exitCode = 70;
}
if (start) start(short ? args.slice(1) : process.argv);
