/** Evidence written by hand, one piece at a time, as an experiment would hand it over. */
import type {
  AddressFacts,
  AnyEvidence,
  AssociationFacts,
  Evidence,
  ExperimentName,
  Heard,
  HeardFrame,
  LinkExperiment,
  LinkFacts,
  Outcomes,
  ReadFacts,
  ServerAddress,
} from '../../src/evidence/index.ts';

export const nothing: Heard = {
  clocks: { bytes: 0, frames: 0, soundFrames: 0, answers: 0 },
  text: null,
  telnet: [],
  echo: false,
  foreign: [],
  garbledBytes: 0,
  defects: [],
  firstByteMs: null,
  longestGapMs: 0,
  end: null,
};
/** `1` in one byte, `1/17` in two, `1/17:4` in four. */
export function at(text: string): ServerAddress {
  const [numbers = '', width] = text.split(':');
  const [upper, lower] = numbers.split('/').map(Number);
  if (upper === undefined) throw new Error(text);
  return lower === undefined
    ? { upper, lower: null, width: 1 }
    : { upper, lower, width: width === '4' || lower > 127 ? 4 : 2 };
}
export const configured = at('1');

export function evidence<Name extends ExperimentName>(
  experiment: Name,
  outcome: Outcomes[Name],
  facts: object,
  more: { readonly id?: string; readonly exchanges?: AnyEvidence['exchanges'] } = {},
): AnyEvidence {
  return { id: experiment, experiment, outcome, ms: 10, exchanges: [], facts, ...more } as unknown as AnyEvidence;
}

const answered = (outcome: string) => outcome === 'UA' || outcome === 'DM' || outcome === 'FRMR';
/** An exchange that sends these bytes and gets those. */
export const said = (sent: string, received = '') => ({
  sent,
  sentAtMs: 0,
  received: received === '' ? [] : [{ atMs: 5, hex: received }],
});

export function link(
  experiment: LinkExperiment,
  outcome: Outcomes['link.open'],
  facts: Partial<LinkFacts> & { readonly form?: string; readonly quietMs?: number } = {},
  more: { readonly id?: string; readonly exchanges?: AnyEvidence['exchanges'] } = {},
): AnyEvidence {
  const { client = 16, server = configured } = facts;
  return evidence(
    experiment,
    outcome,
    {
      credential: `set${client}`,
      client,
      server,
      questions: 1,
      asked: { bare: 1, parameters: 0 },
      answeredAfter: answered(outcome) ? 1 : null,
      withParameters: false,
      replyMs: answered(outcome) ? 100 : null,
      timeoutMs: 5000,
      repeatMs: null,
      totalMs: answered(outcome) ? 100 : null,
      late: false,
      source: answered(outcome) ? server : null,
      parameters: null,
      protest: null,
      heard: nothing,
      ...facts,
    },
    { id: `${experiment}:${client}`, ...more },
  );
}

/** The first set's question: three times bare and once with parameters. */
export const mute = (facts: Partial<LinkFacts> = {}) =>
  link('link.open', 'TIMEOUT', { questions: 4, asked: { bare: 3, parameters: 1 }, ...facts });

export function address(
  server: string,
  outcome: Outcomes['address.ask'],
  facts: Partial<AddressFacts> = {},
  more: { readonly exchanges?: AnyEvidence['exchanges'] } = {},
): AnyEvidence {
  return evidence(
    'address.ask',
    outcome,
    {
      credential: 'set16',
      client: 16,
      server: at(server),
      configured,
      question: 'DISC',
      rule: 'usual',
      source: answered(outcome) ? at(server) : null,
      replyMs: answered(outcome) ? 100 : null,
      timeoutMs: 2000,
      heard: nothing,
      ...facts,
    },
    { id: `address.${server}`, ...more },
  );
}

export function control(
  outcome: Outcomes['address.control'],
  exchanges: AnyEvidence['exchanges'] = [],
  facts: Partial<AddressFacts> = {},
): AnyEvidence {
  const { facts: asked } = address('1', outcome, { question: 'SNRM', ...facts });
  return evidence('address.control', outcome, asked, { exchanges });
}

export const found = (server: string, outcome: Outcomes['link.found-address'] = 'UA') =>
  link('link.found-address', outcome, { server: at(server) }, { id: `link.found-address:${server}` });

export function login(
  experiment: 'association.open' | 'association.control' | 'association.ffff' | 'framing.wrapper',
  outcome: Outcomes['association.open'],
  facts: Partial<AssociationFacts> = {},
): AnyEvidence {
  const { client = 16 } = facts;
  return evidence(
    experiment,
    outcome,
    {
      credential: `set${client}`,
      client,
      server: configured,
      level: 'none',
      secretOctets: null,
      notAsked: null,
      replyMs: outcome === 'TIMEOUT' ? null : 100,
      timeoutMs: 5000,
      late: false,
      protest: null,
      begun: null,
      carriedFf: false,
      remarks: [],
      heard: nothing,
      context: null,
      mechanism: null,
      result: null,
      diagnostic: null,
      exception: null,
      serviceError: null,
      granted: null,
      shortNames: false,
      ...facts,
    },
    { id: `${experiment}:${client}` },
  );
}

export function read(
  experiment: 'object.read' | 'object.long',
  outcome: Outcomes['object.read'],
  facts: Partial<ReadFacts> = {},
): AnyEvidence {
  const { facts: asked } = login('association.open', 'TIMEOUT');
  return evidence(experiment, outcome, { ...asked, attempts: [], reading: null, ...facts }, { id: `${experiment}:16` });
}

export const heard = (changes: Partial<Heard>): Heard => ({ ...nothing, ...changes });
export const listened = (outcome: Outcomes['line.listen'], changes: Partial<Heard> = {}) =>
  evidence('line.listen', outcome, { heard: heard(changes) });
export const text = (words: string, meaning: 'busy' | 'banner' | 'kicked' | null = null): Partial<Heard> => ({
  clocks: { ...nothing.clocks, bytes: words.length },
  text: { text: words, known: meaning === null ? null : { id: 'x', meaning, device: 'ser2net' }, signOn: null },
});
export const frame = (type: string, from: string, to: string, answersEarlier: string | null = null): HeardFrame => ({
  type,
  from: at(from),
  to: at(to),
  atMs: 5,
  unasked: true,
  answersEarlier,
});
export const connect = (outcome: Outcomes['tcp.connect'], system: string | null = null): Evidence<'tcp.connect'> => ({
  id: 'tcp.connect',
  experiment: 'tcp.connect',
  outcome,
  ms: 5,
  exchanges: [],
  facts: { attempts: [{ outcome, ms: 5 }] as never, address: null, system },
});
export const holder = (outcome: Outcomes['host.holder']) =>
  evidence('host.holder', outcome, {
    holders: outcome === 'HELD' ? [{ pid: 7, name: 'python3' }] : [],
    why: null,
  });
export const disc = (outcome: Outcomes['link.disc'], client = 16) =>
  evidence(
    'link.disc',
    outcome,
    { credential: `set${client}`, client, server: configured },
    { id: `link.disc:${client}` },
  );
export const past = (outcome: Outcomes['history.past']) =>
  evidence('history.past', outcome, {
    credential: 'set16',
    client: 16,
    server: configured,
    everWorked: outcome === 'WORKED',
    lastSuccessAt: null,
    silentSince: null,
    successes: 1,
    attempts: 2,
  });
export const signOn = (outcome: Outcomes['signon.ask'], changes: Partial<Heard> = {}) =>
  evidence('signon.ask', outcome, {
    identification: outcome === 'IDENTIFIED' ? { maker: 'ABC', text: '/ABC5\\2METER', baud: 9600, modeE: true } : null,
    timeoutMs: 2000,
    heard: heard(changes),
  });
export const free = (outcome: Outcomes['gateway.free'], freeAfterMs: number | null = null) =>
  evidence('gateway.free', outcome, { attempts: [{ atMs: 1000, outcome }], freeAfterMs });
export const hand = (outcome: Outcomes['frame.hand'], defects: readonly string[], answers: readonly string[] = []) =>
  evidence('frame.hand', outcome, { defects, answers, heard: nothing });
