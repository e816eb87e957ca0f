/**
 * A meter on loopback whose APDUs are those a test dictates: it opens links, counts its frames, and says to each APDU
 * what it is told. For answers that the simulated meter does not give.
 */
import { joinBytes } from '../../src/bytes/join.ts';
import {
  Deframer,
  encodeFrame,
  type Frame,
  type FrameParts,
  informationControl,
  informationOf,
  unnumberedControl,
} from '../../src/hdlc/index.ts';
import { type RawServerOptions, startRawServer } from './raw-server.ts';

/** An APDU; `DM` or `FRMR` in its place; null for silence; `close` hangs up. */
export type Scripted = Uint8Array | 'DM' | { readonly frmr: readonly number[] } | 'close' | null;

export interface ScriptedMeter {
  readonly port: number;
  readonly endpoint: string;
  /** Client SAP and APDU of each command, in order. */
  readonly commands: readonly { readonly client: number; readonly apdu: Uint8Array }[];
  /** Client SAPs of SNRM and DISC, in order. */
  readonly links: readonly string[];
  stop(): Promise<void>;
}

const meter = { upper: 1, lower: null, width: 1 };
const responseLlc = Uint8Array.of(0xe6, 0xe7, 0x00);
const llcLength = 3;

export async function startScriptedMeter(
  say: (apdu: Uint8Array, client: number) => Scripted,
  { greeting }: Pick<RawServerOptions, 'greeting'> = {},
): Promise<ScriptedMeter> {
  const commands: { client: number; apdu: Uint8Array }[] = [];
  const links: string[] = [];
  let deframer = new Deframer();
  let received = 0;
  let sent = 0;

  const answer = (frame: Frame): Uint8Array | 'close' | null => {
    const client = frame.source.upper;
    const reply = (parts: Pick<FrameParts, 'control'> & { readonly information?: Uint8Array }) =>
      encodeFrame({ destination: frame.source, source: meter, ...parts });
    const { type } = frame.control;
    if (type === 'SNRM' || type === 'DISC') {
      links.push(`${type} ${client}`);
      received = 0;
      sent = 0;
      return reply({ control: unnumberedControl('UA') });
    }
    if (type !== 'I') return null;
    const apdu = informationOf(frame).slice(llcLength);
    commands.push({ client, apdu });
    received = (received + 1) & 7;
    const said = say(apdu, client);
    if (said === null || said === 'close') return said;
    if (said === 'DM') return reply({ control: unnumberedControl('DM') });
    if ('frmr' in said) return reply({ control: unnumberedControl('FRMR'), information: Uint8Array.from(said.frmr) });
    const control = informationControl(sent, received, true);
    sent = (sent + 1) & 7;
    return reply({ control, information: joinBytes([responseLlc, said]) });
  };

  const server = await startRawServer({
    ...(greeting === undefined ? {} : { greeting }),
    answer: (question, raw) => {
      const answers: Uint8Array[] = [];
      for (const piece of deframer.push(question)) {
        if (piece.kind !== 'frame') continue;
        const said = answer(piece.frame);
        if (said === 'close') {
          deframer = new Deframer();
          raw.hangUp();
          return null;
        }
        if (said !== null) answers.push(said);
      }
      return answers.length === 0 ? null : joinBytes(answers);
    },
  });
  return { port: server.port, endpoint: server.endpoint, commands, links, stop: server.stop };
}
