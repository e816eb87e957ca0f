/** What the options of `meter simulate` say, for the simulator. */
import { parseServerAddress, type ServerAddress } from '../../evidence/index.ts';
import { type Fault, faultRow, type SimulatorOptions } from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';
import { UsageError } from '../context.ts';
import type { SimulateOptions } from './simulate-options.ts';

/** Address, clients, ports and times. @throws UsageError */
export function readOptions(options: SimulateOptions, words: SimulateWords): SimulatorOptions {
  const { port = '0', server = '1', client = '1,16', maxConnections = '1', timeScale = '1' } = options;
  const scale = Number(timeScale);
  if (!/^\d{1,4}(\.\d{1,6})?$/.test(timeScale) || !(scale >= 0.001 && scale <= 1000)) {
    throw new UsageError(words.optionMalformed('--time-scale', timeScale, '0.001 … 1000'), words.optionHint);
  }
  return {
    port: wholeNumber('--port', port, 0, 65_535, words),
    server: readServer(server, words),
    clients: client.split(',').map((sap) => wholeNumber('--client', sap.trim(), 1, 126, words)),
    maxConnections: wholeNumber('--max-connections', maxConnections, 1, 64, words),
    timeScale: scale,
    initialisationMs: 1000 * wholeNumber('--initialisation', options.initialisation ?? '150', 0, 3600, words),
  };
}

/** Passwords, sizes and profiles. @throws UsageError */
export function readMeterOptions(options: SimulateOptions, words: SimulateWords): SimulatorOptions {
  const {
    password = '00000000',
    maxPdu = '1200',
    informationLength = '128',
    window = '1',
    profileRows = '96',
  } = options;
  return {
    password,
    clientPasswords: readPasswords(options.clientPassword ?? '', words),
    maxPdu: wholeNumber('--max-pdu', maxPdu, 12, 65_535, words),
    informationLength: wholeNumber('--information-length', informationLength, 16, 2030, words),
    window: wholeNumber('--window', window, 1, 7, words),
    profileRows: wholeNumber('--profile-rows', profileRows, 0, 1_000_000, words),
    blockTransfer: options.blockTransfer ?? true,
  };
}

/** `32=text,48=text`: an error does not repeat what was typed, which may be a secret. */
function readPasswords(text: string, words: SimulateWords): Readonly<Record<number, string>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const match = /^ *(\d{1,3})=(.*)$/s.exec(pair);
      if (match === null) {
        throw new UsageError(words.optionMalformed('--client-password', '***', '32=…,48=…'), words.optionHint);
      }
      return [wholeNumber('--client-password', match[1] ?? '', 1, 126, words), match[2] ?? ''];
    }),
  );
}

/** @throws UsageError where a fault is the gateway's and there is none */
export function readListener(
  { wrapper = false }: SimulateOptions,
  faults: readonly Fault[],
  words: SimulateWords,
): SimulatorOptions {
  if (!wrapper) return {};
  const ofGateway = faults.find(({ name }) => faultRow(name).part === 'gateway');
  if (ofGateway !== undefined) throw new UsageError(words.faultNeedsGateway(ofGateway.name), words.seeList);
  return { listener: 'wrapper' };
}

function readServer(text: string, words: SimulateWords): ServerAddress {
  const server = parseServerAddress(text);
  if ('code' in server)
    throw new UsageError(words.optionMalformed('--server', text, '1, 1/17, 1/1234:4'), words.optionHint);
  return server;
}

/** @throws UsageError */
export function wholeNumber(
  option: string,
  text: string,
  minimum: number,
  maximum: number,
  words: SimulateWords,
): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= minimum && value <= maximum) return value;
  throw new UsageError(words.optionMalformed(option, text, `${minimum} … ${maximum}`), words.optionHint);
}
