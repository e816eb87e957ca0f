// The service of the field case, as a program: it connects to a port, keeps the connection, asks now and then for a link
// and tells what came. What it prints goes to the journal where systemd runs it.
//
//   collector-service.js PORT [EVERY_MS] [how it behaves: hostile, deaf]
import { connect } from 'node:net';

const [port = '0', every = '200', ...manners] = process.argv.slice(2);
/** SNRM to server 1/1 (2 bytes), client 1. */
const question = Buffer.from('7EA0080203039305777E', 'hex');

// Ends only when it is killed: a service that does not want to stop.
process.on('SIGTERM', () => {
  if (!manners.includes('deaf')) process.exit(0);
});
if (manners.includes('hostile')) {
  console.log('\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u001b[0m \u009b31m \u202Egnp.exe');
  process.stdout.write(Buffer.from([0xff, 0xfe, 0x1b, 0x5b, 0x48, 0x0a]));
  console.log('$(touch /tmp/never) `touch /tmp/never` ; touch /tmp/never');
}

let count = 0;
function open() {
  const socket = connect(Number(port), '127.0.0.1');
  let timer;
  socket.once('connect', () => {
    console.log(`connected to port ${port}`);
    timer = setInterval(() => {
      socket.write(question);
      console.log(`<${count % 2 === 0 ? 6 : 4}>question ${++count}: no reading, success rate 0.0%`);
    }, Number(every));
  });
  socket.on('data', (bytes) => console.log(`received ${bytes.length} bytes`));
  socket.on('error', (error) => console.log(`<3>${error.message}`));
  socket.once('close', () => {
    clearInterval(timer);
    setTimeout(open, Number(every));
  });
}
open();
