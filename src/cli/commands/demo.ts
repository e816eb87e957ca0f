/** `meter demo`: plays the field case on loopback with the real commands: busy, mute, and what was really wrong. */
import { Chalk } from 'chalk';
import type { ServerAddress } from '../../evidence/index.ts';
import { hang, renderTest } from '../../report/index.ts';
import { startCollector, startSimulator } from '../../simulator/index.ts';
import { demoWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { MeterTarget } from '../meter-target.ts';
import { credentialPlans, testOne } from './test.ts';

/** The first frame of the report: SNRM with its FCS left at zero. */
const operatorsFrame = '7E A0 07 03 21 93 00 00 7E';
/** The address form that the operator's service used; the meter knows the one-byte form only. */
const asConfigured: ServerAddress = { upper: 1, lower: 1, width: 2 };
const asTheMeterHasIt: ServerAddress = { upper: 1, lower: null, width: 1 };
/** Short, so that the silence of the demo is no patience game; everything here answers within milliseconds. */
const times = { replyMs: 1500, connectTimeoutMs: 1500 } as const;
const collectorEveryMs = 1000;

export async function runDemo(context: Context): Promise<ExitCode> {
  const words = demoWords[context.lang];
  const chalk = new Chalk({ level: context.out.colourLevel });
  const tell = (text: string) => context.out.write(`${hang('', text, Math.min(context.out.columns, 100))}\n\n`);
  const command = (line: string) => context.out.write(`${chalk.cyan(`$ ${line}`)}\n`);

  const simulator = await startSimulator({ server: asTheMeterHasIt });
  const collector = await startCollector({ port: simulator.port, everyMs: collectorEveryMs });
  const meter = (server: ServerAddress): MeterTarget => ({
    id: 2,
    name: 'medidor-02',
    endpoint: { transport: 'hdlc', host: simulator.host, port: simulator.port },
    server,
    credentials: [
      { name: 'user1', client: 1 },
      { name: 'user2', client: 16 },
    ],
  });
  const test = async (server: ServerAddress) => {
    const target = meter(server);
    const credentials = credentialPlans(context, target, 'read');
    const { report } = await testOne(context, target, { depth: 'read', credentials, ...times, keepers: [] });
    const { columns } = context.out;
    context.out.write(`${renderTest(report, { lang: context.lang, columns, chalk })}\n`);
  };
  try {
    context.out.write(`${chalk.bold(words.title)}\n\n`);
    tell(words.story);
    tell(words.decode);
    command(`meter decode ${operatorsFrame}`);
    const { runDecode } = await import('./decode.ts');
    await runDecode({ ...context, json: false }, [operatorsFrame], {});
    context.out.write('\n');
    tell(words.busy);
    command('meter test 2');
    await test(asConfigured);
    await collector.stop();
    tell(words.paused);
    command('meter test 2');
    await test(asConfigured);
    tell(words.mended);
    command('meter test 2 --server 1');
    await test(asTheMeterHasIt);
    tell(words.end);
    return exitCode.ok;
  } finally {
    await collector.stop();
    await simulator.stop();
  }
}
