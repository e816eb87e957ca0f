/** Each rule beside its nearest neighbour: where it names its cause, and where other causes make the same bytes. */
import { describe, expect, it } from 'vitest';
import type { AnyEvidence } from '../../src/evidence/index.ts';
import { judge } from '../../src/verdict/index.ts';
import {
  address,
  at,
  configured,
  connect,
  control,
  disc,
  evidence,
  found,
  frame,
  free,
  hand,
  heard,
  holder,
  link,
  listened,
  login,
  mute,
  past,
  read,
  said,
  signOn,
  text,
} from './by-hand.ts';

/** What is named by a rule, with its grade, the verdict's first. */
const named = (all: readonly AnyEvidence[]) =>
  judge(all)
    .causes.filter(({ because }) => !because.startsWith('left-'))
    .map(({ code, grade }) => `${code} ${grade}`);

type Row = readonly [string, readonly AnyEvidence[], readonly string[]];
const table = (rows: readonly Row[]) =>
  it.each(rows)('%s', (_name, all, expected) => {
    expect(named(all)).toEqual(expected);
  });

const quiet = [connect('OK'), listened('QUIET')];
const few = ['1/1', '1/16', '1/17', '1/17:4'].map((server) => address(server, 'TIMEOUT'));
const refused = (code: number, result = 1) =>
  ({
    result: { code: result, name: 'rejected' },
    diagnostic: { code, name: 'x', source: 'acse-service-user' },
  }) as const;
const snrm = '7ea00703219 30f017e'.replace(' ', '');
const noisy = heard({ clocks: { bytes: 9, frames: 0, soundFrames: 0, answers: 0 }, garbledBytes: 9 });

describe('the address', () => {
  const length = [mute(), address('1/1', 'DM'), found('1/1')];
  table([
    ['is proven in its length by a silent control', [...length, control('TIMEOUT')], ['address.length proven']],
    ['is only likely without the control', length, ['address.length likely']],
    ['is only likely where the control came before', [control('TIMEOUT'), ...length], ['address.length likely']],
    ['is not named where the configured one answers now', [...length, control('UA')], ['meter.slow-wakeup likely']],
    [
      'is right where one patient question is answered',
      [mute(), link('link.patient', 'UA')],
      ['meter.slow-wakeup likely'],
    ],
    ['stays open where that one is not', [mute(), link('link.patient', 'TIMEOUT')], []],
    [
      // 8c 11: XON in the check value, which flow control takes out of every such question.
      'is only likely where an octet of the control may be swallowed',
      [...length, control('TIMEOUT', [said('7ea00703039 38c117e'.replace(' ', ''))])],
      ['address.length likely'],
    ],
    ['is proven where none may be', [...length, control('TIMEOUT', [said(snrm)])], ['address.length proven']],
    [
      'is only likely where the control waited too short',
      [
        mute(),
        address('1/1', 'DM'),
        link('link.found-address', 'UA', { server: at('1/1'), replyMs: 1500 }),
        control('TIMEOUT'),
      ],
      ['address.length likely'],
    ],
    [
      'is only likely where answers come late',
      [mute(), address('1/1', 'DM', { replyMs: 6000 }), found('1/1'), control('TIMEOUT')],
      ['address.length likely', 'reply.late likely'],
    ],
    [
      'is only likely where bytes are damaged',
      [mute(), address('1/1', 'DM', { heard: noisy }), found('1/1'), control('TIMEOUT')],
      ['address.length likely'],
    ],
    [
      'is only likely where others talk',
      [
        mute(),
        address('1/1', 'DM', { heard: heard({ foreign: [frame('I', '1/17', '32')] }) }),
        found('1/1'),
        control('TIMEOUT'),
      ],
      ['address.length likely'],
    ],
    [
      'in another value is likely at most: a sister meter answers too',
      [mute(), address('17', 'DM'), found('17'), control('TIMEOUT')],
      ['address.value likely'],
    ],
    [
      'in another value is proven where the serial number leads to it',
      [mute(), address('1/4321', 'DM', { rule: 'serial-last-four' }), found('1/4321'), control('TIMEOUT')],
      ['address.value proven', 'address.length likely'],
    ],
    [
      'is not proven where two values answer',
      [
        mute(),
        address('17', 'DM'),
        address('1/4321', 'DM', { rule: 'serial-last-four' }),
        found('1/4321'),
        control('TIMEOUT'),
      ],
      ['address.value likely', 'address.length likely'],
    ],
    [
      'in another length and value has both named, the value first',
      [mute(), address('1/17', 'DM')],
      ['address.value likely', 'address.length likely'],
    ],
    [
      'of everybody is not the meter’s: its source is',
      [mute(), address('127', 'FOREIGN', { rule: 'all-station', source: at('17'), replyMs: 80 })],
      ['address.value likely'],
    ],
    [
      'of everybody, answered by the configured one, names none',
      [mute(), address('127', 'FOREIGN', { rule: 'all-station', source: at('1'), replyMs: 80 })],
      [],
    ],
    [
      'stands before an echo that was merely noticed',
      [
        link(
          'link.open',
          'ECHO',
          { heard: heard({ echo: true }) },
          { exchanges: [said(snrm, snrm), said(snrm, snrm)] },
        ),
        address('1/1', 'DM'),
        found('1/1'),
        control('ECHO', [said(snrm, snrm)]),
      ],
      ['address.length proven', 'line.echo proven'],
    ],
    [
      'stands before a refusal that the meter gave there',
      [mute(), address('1/1', 'DM'), found('1/1', 'DM'), control('TIMEOUT')],
      ['address.length proven', 'link.refused likely'],
    ],
  ]);
});

describe('the protocol', () => {
  const aare = { result: { code: 0, name: 'accepted' } };
  const hdlc = link('framing.hdlc', 'UA');
  table([
    [
      'is the wrapper, proven by an AARE',
      [mute(), login('framing.wrapper', 'ACCEPTED', aare)],
      ['framing.wrapper proven'],
    ],
    [
      'is not proven where HDLC is answered too',
      [mute(), address('17', 'DM'), login('framing.wrapper', 'ACCEPTED', aare)],
      ['address.value likely', 'framing.wrapper likely'],
    ],
    ['is not proven by an exception', [mute(), login('framing.wrapper', 'EXCEPTION')], ['framing.wrapper likely']],
    ['is HDLC, proven by a UA', [login('association.open', 'TIMEOUT'), hdlc], ['framing.hdlc proven']],
    [
      'is only likely HDLC where others talk',
      [login('association.open', 'TIMEOUT'), listened('FOREIGN', { foreign: [frame('I', '1/17', '32')] }), hdlc],
      ['framing.hdlc likely', 'line.second-master likely'],
    ],
    [
      'is mode E, proven by an identification where the usual addresses were asked',
      [mute(), ...few, signOn('IDENTIFIED')],
      ['meter.mode-e proven'],
    ],
    ['is only likely mode E where they were not', [mute(), signOn('IDENTIFIED')], ['meter.mode-e likely']],
    [
      'is only likely mode E where an address answers',
      [mute(), ...few, address('17', 'DM'), signOn('IDENTIFIED')],
      ['address.value likely', 'meter.mode-e likely'],
    ],
    ['is not mode E for silence', [mute(), ...few, signOn('TIMEOUT')], []],
    [
      'may be the wrapper where the line is closed on the question',
      [link('link.open', 'CLOSED', { heard: heard({ end: { how: 'FIN', afterMs: 3 } }) })],
      ['framing.wrapper likely', 'gateway.busy likely'],
    ],
    [
      'is not the wrapper where a wrapper question is closed on as well',
      [
        link('link.open', 'CLOSED', { heard: heard({ end: { how: 'FIN', afterMs: 3 } }) }),
        login('framing.wrapper', 'CLOSED'),
      ],
      ['gateway.busy likely'],
    ],
  ]);
});

describe('the client SAP', () => {
  const other = link('client.ask', 'UA', { client: 32 });
  const ignored = link('client.control', 'TIMEOUT');
  table([
    [
      'is proven where SNRM and DISC of it are ignored',
      [mute(), disc('TIMEOUT'), other, ignored],
      ['client.wrong proven'],
    ],
    // A link that an earlier session left open keeps some meters mute for this client alone.
    ['is likely where no DISC was asked', [mute(), other, ignored], ['client.wrong likely']],
    ['is likely without the control', [mute(), disc('TIMEOUT'), other], ['client.wrong likely']],
    ['is not named where it answers now', [mute(), other, link('client.control', 'UA')], []],
    [
      'is not named where the other client was asked at another address',
      [mute(), address('17', 'DM'), found('17'), link('client.ask', 'UA', { client: 32, server: at('17') })],
      ['address.value likely'],
    ],
    [
      'is likely where one opens and another not',
      [link('link.open', 'UA'), link('link.open', 'TIMEOUT', { client: 1 })],
      ['client.wrong likely'],
    ],
    [
      'is not named where its link opened after a DISC',
      [mute(), disc('UA'), link('link.after-disc', 'UA'), link('link.open', 'UA', { client: 1 })],
      ['link.stale likely'],
    ],
  ]);
});

describe('the form of the SNRM', () => {
  const bare = (outcome: 'TIMEOUT' | 'UA') => link('negotiation.ask', outcome, { form: 'bare' });
  const one = link('negotiation.ask', 'UA', { form: 'one-octet', asked: { bare: 0, parameters: 1 } });
  const first = link('link.open', 'TIMEOUT');
  table([
    ['is proven where both were asked twice, in turn', [first, one, bare('TIMEOUT'), one], ['link.negotiation proven']],
    ['is likely where the other was asked once', [first, one, bare('TIMEOUT')], ['link.negotiation likely']],
    ['is not proven where the bare one opens in the end', [first, one, bare('UA'), one], []],
    [
      'is likely where DISC is answered and SNRM not',
      [mute(), disc('DM')],
      ['link.negotiation likely', 'meter.slow-wakeup likely'],
    ],
    ['is not named where DISC meets silence too', [mute(), disc('TIMEOUT')], []],
    [
      'stands beside a protest against an SNRM',
      [link('link.open', 'FRMR')],
      ['link.sequence likely', 'link.negotiation likely'],
    ],
    ['is no matter of a DM', [link('link.open', 'DM')], ['link.refused likely']],
  ]);
});

describe('an answer after the time-out', () => {
  const late = { late: true, replyMs: 6000 };
  const lateLogin = login('association.open', 'ACCEPTED', { late: true });
  const lateRead = read('object.read', 'READ', { late: true });
  const alive = link('link.open', 'UA');
  table([
    ['is proven twice after a link that came in time', [alive, lateLogin, lateRead], ['reply.late proven']],
    ['is likely once in a talk', [alive, lateLogin], ['reply.late likely']],
    [
      // A busy host is slow now and then; a slow meter is slow always.
      'is likely where another answer of the talk came in time',
      [alive, lateLogin, lateRead, read('object.long', 'READ', { replyMs: 80 })],
      ['reply.late likely'],
    ],
    [
      'is proven the second time',
      [link('link.open', 'UA', late), link('link.again', 'UA', late)],
      ['reply.late proven'],
    ],
    ['is likely once', [link('link.open', 'UA', late)], ['reply.late likely']],
    [
      // A gateway lets a second client wait, and passes its question on when the first has left.
      'may be a gateway that let us wait, where all others come in time',
      [link('link.open', 'UA', late), link('link.open', 'UA', { client: 1 })],
      ['gateway.busy likely', 'reply.late likely'],
    ],
    [
      'is not proven within a time-out that a busy host misses by itself',
      [
        link('link.open', 'UA', { timeoutMs: 500 }),
        login('association.open', 'ACCEPTED', { late: true, timeoutMs: 500 }),
      ],
      ['reply.late likely'],
    ],
    ['is not named for an answer in time', [alive, login('association.open', 'ACCEPTED')], []],
  ]);
});

describe('a login', () => {
  const sent = { client: 1, secretOctets: 8, level: 'lls' } as const;
  const open = link('link.open', 'UA', { client: 1 });
  const rejected = (code: number, result = 1) =>
    login('association.open', 'REJECTED', { ...sent, ...refused(code, result) });
  const exception = (service: number) =>
    login('association.open', 'EXCEPTION', {
      exception: { state: { code: 1, name: 'x' }, service: { code: service, name: 'y' }, counter: null },
    });
  const initiate = (value: number) =>
    login('association.open', 'EXCEPTION', {
      serviceError: {
        service: { code: 1, name: 'x' },
        kind: { code: 6, name: 'initiate' },
        value: { code: value, name: 'y' },
      },
    });
  table([
    [
      'on diagnostic 13 has the secret and a lock named, neither proven',
      [open, rejected(13)],
      ['login.secret likely', 'login.locked likely'],
    ],
    [
      'on a transient 13 has the lock named first',
      [open, rejected(13, 2)],
      ['login.locked likely', 'login.secret likely'],
    ],
    ['on silence names no secret', [open, login('association.open', 'TIMEOUT', sent)], []],
    ['on diagnostic 11 is about the mechanism', [open, rejected(11)], ['login.mechanism proven']],
    ['on diagnostic 2 is about the context', [open, rejected(2)], ['login.context proven']],
    ['on an initiate error that names a part is proven', [open, initiate(3)], ['login.context proven']],
    ['on one that names nothing is not', [open, initiate(4)], ['login.context likely']],
    ['on a counter error is about the counter', [open, exception(6)], ['security.counter likely']],
    ['on a deciphering error is about the key', [open, exception(5)], ['security.key likely']],
    ['on another exception is about the client', [open, exception(2)], ['client.wrong likely']],
  ]);
});

describe('what goes on above the link', () => {
  const open = [link('link.open', 'UA'), login('association.open', 'ACCEPTED')];
  const short = {
    object: 'logical-device-name',
    logicalName: '0-0:42.0.0.255',
    value: 'X',
    aheadSeconds: null,
  } as const;
  const attempt = { object: 'object-list', logicalName: '0-0:40.0.0.255', result: null, exception: null } as const;
  const long = (outcome: 'TIMEOUT' | 'GARBLED', worked: boolean) =>
    read('object.long', outcome, {
      attempts: worked ? [attempt, attempt] : [attempt],
      reading: worked ? short : null,
      heard: heard({ defects: outcome === 'GARBLED' ? ['fcs-wrong'] : [] }),
    });
  const protest = (sent: number, reasons: readonly string[]) =>
    login('association.open', 'FRMR', { protest: { rejected: 'I', reasons, sent, expected: 0 } });
  const telnet = listened('TELNET', { telnet: ['WILL 3 (SUPPRESS-GO-AHEAD)', 'WILL 1 (ECHO)'] });
  const ff = read('object.read', 'TIMEOUT', { carriedFf: true });
  table([
    ['a long object dies, a short one works', [...open, long('TIMEOUT', true)], ['transfer.segmentation likely']],
    ['neither works', [...open, long('TIMEOUT', false)], []],
    [
      'a long one comes damaged',
      [...open, long('GARBLED', true)],
      ['gateway.flow-control likely', 'line.serial-settings likely'],
    ],
    ['FF is unanswered on a telnet port', [telnet, ...open, ff], ['gateway.telnet proven']],
    ['FF is unanswered on another', [...open, ff], ['gateway.telnet likely']],
    ['FF is unanswered, and answered elsewhere', [...open, ff, login('association.ffff', 'ACCEPTED')], []],
    [
      'FF FF in the AARQ alone is unanswered',
      [...open, login('association.ffff', 'TIMEOUT')],
      ['gateway.telnet likely'],
    ],
    ['an FRMR whose numbers differ', [link('link.open', 'UA'), protest(2, [])], ['link.sequence proven']],
    [
      'an FRMR that gives another reason',
      [link('link.open', 'UA'), protest(2, ['undefined-control'])],
      ['link.negotiation likely', 'link.sequence likely'],
    ],
    [
      'an FRMR that says too long',
      [link('link.open', 'UA'), protest(0, ['information-too-long'])],
      ['link.negotiation proven'],
    ],
  ]);
});

describe('the gateway and the line', () => {
  const busy = listened('BUSY', text('Port already in use', 'busy'));
  const bye = heard({ end: { how: 'FIN', afterMs: 1 } });
  const echo = (times: number) =>
    link(
      'link.open',
      'ECHO',
      { heard: heard({ echo: true }) },
      { exchanges: Array.from({ length: times }, () => said(snrm, snrm)) },
    );
  const command = frame('SNRM', '32', '1/17');
  table([
    ['says busy', [connect('OK'), busy], ['gateway.busy proven']],
    [
      'says busy after we had been there ourselves',
      [
        ...quiet,
        link('link.open', 'CLOSED', { heard: bye }),
        login('framing.wrapper', 'BUSY', { heard: heard(text('Port already in use', 'busy')) }),
      ],
      ['gateway.busy likely', 'framing.wrapper likely'],
    ],
    [
      'came free by itself',
      [connect('OK'), busy, free('FREE', 3000)],
      ['gateway.busy proven', 'gateway.stale-client likely'],
    ],
    [
      'came free, and a process of this host had it',
      [holder('HELD'), busy, free('FREE', 3000)],
      ['gateway.busy proven'],
    ],
    ['refuses the connect', [connect('REFUSED')], ['tcp.refused likely', 'gateway.busy likely']],
    [
      'refuses it while a process of this host holds it',
      [connect('REFUSED'), holder('HELD')],
      ['gateway.busy likely', 'tcp.refused likely'],
    ],
    ['has no name', [connect('UNKNOWN-HOST', 'ENOTFOUND')], ['tcp.unknown-host proven']],
    ['has a name server that is silent', [connect('UNKNOWN-HOST', 'EAI_AGAIN')], ['tcp.unknown-host likely']],
    [
      'sends a known banner',
      [listened('TEXT', text('ser2net port 1', 'banner')), link('link.open', 'UA')],
      ['gateway.inserts-bytes proven'],
    ],
    [
      'sends some text',
      [listened('TEXT', text('hello there')), link('link.open', 'UA')],
      ['gateway.inserts-bytes likely'],
    ],
    ['echoes every question', [echo(2)], ['line.echo proven']],
    // Another master may have asked the very same, once.
    ['brings one question back', [echo(1)], ['line.echo likely']],
    [
      'carries a command of another master',
      [listened('FOREIGN', { foreign: [command] }), mute()],
      ['line.second-master proven'],
    ],
    [
      'carries both sides of a conversation',
      [listened('FOREIGN', { foreign: [frame('I', '1/17', '32'), frame('I', '32', '1/17')] }), mute()],
      ['line.second-master proven'],
    ],
    [
      'carries the rest of an answer to somebody',
      [listened('FOREIGN', { foreign: [frame('I', '1/17', '32')] }), mute()],
      ['line.second-master likely'],
    ],
    [
      'brings a command of ours back, late',
      [listened('FOREIGN', { foreign: [frame('SNRM', '16', '1')] }), mute()],
      ['line.second-master likely'],
    ],
    [
      'only pushes',
      [listened('FOREIGN', { foreign: [frame('UI', '1', '103')] }), mute(), address('17', 'FOREIGN')],
      ['meter.push-only likely'],
    ],
    ['pushes, and answers', [listened('FOREIGN', { foreign: [frame('UI', '1', '103')] }), link('link.open', 'UA')], []],
    [
      'damages every frame',
      [link('link.open', 'GARBLED', { heard: heard({ defects: ['fcs-wrong'] }) })],
      ['line.serial-settings likely'],
    ],
    [
      'damages some frames',
      [link('link.open', 'UA'), login('association.open', 'GARBLED', { heard: heard({ defects: ['fcs-wrong'] }) })],
      ['gateway.flow-control likely', 'line.serial-settings likely'],
    ],
  ]);
});

describe('silence to everything', () => {
  const all = [past('WORKED'), ...quiet, mute(), ...few];
  table([
    ['is likely a deaf meter where the settings worked before', all, ['meter.deaf likely']],
    ['is not where an address answers', [...all, address('17', 'DM')], ['address.value likely']],
    [
      'is not where it answers after a pause',
      [...all, link('link.after-quiet', 'UA', { quietMs: 180_000 })],
      ['link.stale likely'],
    ],
    ['is not without a history', [...quiet, mute(), ...few], []],
  ]);

  it('keeps its name, and what cannot be asked over TCP first of what is left', () => {
    const verdict = judge([...quiet, mute(), ...few, signOn('TIMEOUT'), login('framing.wrapper', 'TIMEOUT')]);
    expect([verdict.code, verdict.outcome, verdict.found]).toEqual(['link.silent', 'TIMEOUT', null]);
    expect(verdict.causes[0]).toMatchObject({ code: 'line.serial-settings', grade: 'untested' });
    expect(verdict.causes.map(({ because }) => because)).toEqual(
      expect.arrayContaining(['left-address.value-in-part', 'left-meter.mode-e-in-part']),
    );
    expect(verdict.causes.at(-1)?.code).toBe('meter.deaf');
    expect(verdict.proven).toContainEqual({
      name: 'addresses-silent',
      values: { count: 4, list: '1/1, 1/16, 1/17, 1/17:4' },
    });
    expect(verdict.next).not.toContain('probe');
    expect(verdict.next[0]).toBe('check-serial');
  });
});

describe('bytes given by hand', () => {
  it.each([
    ['wrong, and unanswered', hand('TIMEOUT', ['fcs-wrong']), 'frame.malformed', 'TIMEOUT', ['frame.malformed proven']],
    ['wrong, and answered', hand('ANSWERED', ['group-length'], ['UA']), 'ok', 'UA', ['frame.malformed proven']],
    ['no frame at all', hand('TIMEOUT', ['no-frame']), 'frame.malformed', 'TIMEOUT', ['frame.malformed likely']],
    ['sound, and unanswered', hand('TIMEOUT', []), 'link.silent', 'TIMEOUT', []],
    ['sound, and refused', hand('ANSWERED', [], ['DM']), 'ok', 'DM', []],
  ] as const)('%s', (_name, one, code, outcome, expected) => {
    const verdict = judge([one]);
    expect([verdict.code, verdict.outcome, named([one])]).toEqual([code, outcome, expected]);
  });
});

describe('what was found', () => {
  it('is the address, with the step to keep it', () => {
    const { found: works, next } = judge([mute(), address('1/1', 'DM'), found('1/1'), control('TIMEOUT')]);
    expect(works).toEqual({ server: at('1/1'), client: 16, framing: 'hdlc', negotiation: 'bare' });
    expect(next).toEqual(['keep-found', 'test-again']);
  });

  it('is the client, the form, or the wrapper', () => {
    expect(judge([mute(), link('client.ask', 'UA', { client: 32 })]).found?.client).toBe(32);
    const one = link('negotiation.ask', 'UA', { form: 'one-octet', asked: { bare: 0, parameters: 1 } });
    expect(judge([mute(), one]).found?.negotiation).toBe('parameters');
    expect(judge([mute(), login('framing.wrapper', 'ACCEPTED')]).found?.framing).toBe('wrapper');
  });

  it('is nothing where nothing answered', () => {
    expect(judge([mute(), ...few]).found).toBeNull();
  });
});

describe('an address that was asked beside the configured one', () => {
  const because = (all: readonly AnyEvidence[]) => judge(all).causes.map((one) => one.because);
  const late = { late: true, replyMs: 5100 } as const;

  it('shows nothing where the answer names exactly the configured one', () => {
    expect(named([mute(), address('1/1', 'DM', { source: at('1') }), control('TIMEOUT')])).toEqual([]);
    expect(named([mute(), address('1/1', 'DM', { source: at('1/1') })])).toEqual(['address.length likely']);
  });

  it('is not said to want a control that it has had', () => {
    const lateOne = link('link.open', 'TIMEOUT', { ...late, replyMs: null });
    const value = because([lateOne, address('1/17', 'FOREIGN', { source: at('1/17') }), control('FOREIGN')]);
    expect(value).toContain('answers-at-other-value-unclear');
    const length = because([lateOne, address('1/1', 'DM'), control('FOREIGN')]);
    expect(length).toContain('answers-in-other-length-unclear');
    expect(because([mute(), address('1/1', 'DM')])).toContain('answers-in-other-length');
  });
});

describe('a frame that is short of 11 or 13', () => {
  it('names flow control first, and speed and parity only beside it', () => {
    const short = heard({ garbledBytes: 33, defects: ['11-13-missing'] });
    expect(named([link('link.open', 'GARBLED', { heard: short })])).toEqual([
      'gateway.flow-control likely',
      'line.serial-settings likely',
    ]);
  });
});

describe('a meter that stops answering', () => {
  const heardWith = (one: AnyEvidence, answer = ''): AnyEvidence => ({ ...one, exchanges: [said(snrm, answer)] });
  const opened = [heardWith(link('link.open', 'UA'), '7e'), heardWith(login('association.open', 'ACCEPTED'), '7e')];
  const closed = (outcome: 'UA' | 'TIMEOUT') =>
    heardWith(
      evidence('link.close', outcome, { credential: 'set16', client: 16, server: configured }),
      outcome === 'UA' ? '7e' : '',
    );
  const silent = [link('link.open', 'TIMEOUT', { client: 1 }), link('client.ask', 'TIMEOUT', { client: 32 })].map(
    (one) => heardWith(one),
  );

  it('is no meter that talks, once even its own link stays without an answer', () => {
    const { code, causes } = judge([...opened, closed('TIMEOUT'), ...silent]);
    expect([code, causes[0]?.grade, causes[0]?.because]).toEqual(['meter.deaf', 'likely', 'answered-and-stopped']);
  });

  it('is not named where the link was closed, or somebody was answered after that', () => {
    const codes = (all: readonly AnyEvidence[]) => judge(all).causes.map(({ code }) => code);
    expect(codes([...opened, closed('UA'), ...silent, closed('TIMEOUT')])).not.toContain('meter.deaf');
    const later = heardWith(link('link.open', 'UA', { client: 2 }), '7e');
    expect(codes([...opened, closed('TIMEOUT'), ...silent, later])).not.toContain('meter.deaf');
  });
});

describe('one late answer after a DISC', () => {
  const discThen = (...types: readonly string[]) => {
    const foreign = types.map((type) => frame(type, '1', '16', 'set16'));
    return [mute(), disc('TIMEOUT'), link('link.open', 'TIMEOUT', { client: 1, heard: heard({ foreign }) })];
  };

  it('may be its own, and several are those of a late meter', () => {
    expect(named(discThen('DM'))).toEqual(['link.negotiation likely', 'reply.late likely']);
    expect(named(discThen('UA'))).toEqual(['reply.late likely', 'link.stale likely']);
    expect(named(discThen('UA', 'UA'))).toEqual(['reply.late likely']);
    expect(named(discThen('DM', 'DM'))).toEqual(['reply.late likely']);
  });
});

describe('a long object', () => {
  const opened = [link('link.open', 'UA'), login('association.open', 'ACCEPTED'), read('object.read', 'READ')];
  const reading = { object: 'logical-device-name' } as never;
  const both = [{}, {}] as never;

  it('that dies with FF in its question may be eaten', () => {
    const dies = (carriedFf: boolean) => read('object.long', 'TIMEOUT', { carriedFf, reading, attempts: both });
    expect(named([...opened, dies(true)])).toEqual(['transfer.segmentation likely', 'gateway.telnet likely']);
    expect(named([...opened, dies(false)])).toEqual(['transfer.segmentation likely']);
  });

  it('that we cut off ourselves shows nothing', () => {
    const endless = (segments: number) =>
      read('object.long', 'ENDLESS', { begun: { octets: 3000, segments }, reading, attempts: both });
    expect(judge([...opened, endless(32)])).toMatchObject({ code: 'ok', causes: [] });
    expect(named([...opened, endless(3)])).toEqual(['transfer.segmentation likely']);
  });
});

describe('a meter that talks', () => {
  it('makes nobody be stopped on a suspicion', () => {
    const first = link('link.open', 'UA', { late: true, replyMs: 5100 });
    const all = [first, link('link.again', 'UA', { late: false }), login('association.open', 'ACCEPTED')];
    expect(named(all)[0]).toBe('gateway.busy likely');
    const { code, next } = judge([...all, read('object.read', 'READ')]);
    expect([code, next.includes('pause')]).toEqual(['ok', false]);
  });
});

describe('bytes by hand', () => {
  const sent = { ...hand('TIMEOUT', []), exchanges: [said(snrm)] } as AnyEvidence;
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

  it('have been asked once they went out', () => {
    const { notProven, notTested } = judge([connect('OK'), sent]);
    expect([names(notProven), names(notTested)]).toEqual([[], ['hand-alone']]);
  });

  it('have not been asked where the line could not be used', () => {
    const { notProven, notTested } = judge([connect('OK'), hand('TIMEOUT', [])]);
    expect([names(notProven), names(notTested)]).toEqual([['meter-state'], ['links-not-asked']]);
  });
});

describe('what is proven', () => {
  const proven = (all: readonly AnyEvidence[]) => judge(all).proven;

  it('is said of a server and a client once', () => {
    const twice = [link('link.open', 'UA'), link('link.patient', 'UA', { replyMs: 7 })];
    expect(proven(twice).filter(({ name }) => name === 'link-opens')).toHaveLength(1);
    const clients = [link('link.open', 'UA'), link('link.open', 'UA', { client: 1 })];
    expect(proven(clients).filter(({ name }) => name === 'link-opens')).toHaveLength(2);
  });

  it('counts one address in the singular', () => {
    const name = (all: readonly AnyEvidence[]) =>
      proven(all).flatMap((one) => (one.name.endsWith('-silent') ? one.name : []));
    expect(name([mute(), address('1/1', 'TIMEOUT')])).toEqual(['address-silent']);
    expect(name([mute(), address('1/1', 'TIMEOUT'), address('1/17', 'DM')])).toEqual(['other-address-silent']);
    expect(name([mute(), ...few])).toEqual(['addresses-silent']);
    expect(name([mute(), link('client.ask', 'TIMEOUT', { client: 32 })])).toEqual(['client-silent']);
  });
});

describe('a denied reading', () => {
  it('is no fault, keeps its outcome, and says what to do', () => {
    const denied = read('object.read', 'DENIED');
    const verdict = judge([link('link.open', 'UA'), login('association.open', 'ACCEPTED'), denied]);
    expect([verdict.code, verdict.outcome, verdict.next]).toEqual(['ok', 'READ-DENIED', ['check-rights']]);
  });
});
