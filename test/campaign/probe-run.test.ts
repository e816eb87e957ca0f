/** Probes against a simulated meter over real sockets: what is found, what is asked for it, and what is left behind. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { planProbe } from '../../src/campaign/index.ts';
import { evidenceOf } from '../../src/evidence/index.ts';
import { disc } from '../../src/hdlc/index.ts';
import {
  askedRows,
  heldToThePlan,
  outcomeOf,
  type Probed,
  probeMeter,
  probePlan,
  told,
} from '../support/probe-meter.ts';

const two = (lower: number) => ({ upper: 1, lower, width: 2 }) as const;
const hex = (text: string) => fromHex(text) ?? new Uint8Array();

const skippedAs = ({ run }: Probed, why: string) =>
  run.rows.filter(({ skipped }) => skipped === why).map(({ row }) => row.id);

describe('addresses', () => {
  it('finds another length, opens a link there, and asks the configured address once more', async () => {
    const probed = await probeMeter({ server: two(1) });
    expect(told(probed).slice(-8, -4)).toEqual([
      'address.2.1-1 DM',
      'link.found-address:2.1-1 UA',
      'link.close:user2 UA',
      'address.control TIMEOUT',
    ]);
    const [found] = evidenceOf(probed.run.evidence, 'address.ask');
    expect(found?.facts).toMatchObject({
      configured: probePlan.server,
      server: two(1),
      question: 'DISC',
      rule: 'other-length',
      source: two(1),
    });
    heldToThePlan(probed);
  });

  it('takes the address that the serial number names first', async () => {
    const changes = { serial: 'AB-0055 1234' };
    const probed = await probeMeter({ faults: ['other-address'] }, changes);
    expect(askedRows(probed)).toEqual(['address.4.1-1234', 'client.1']);
    expect(outcomeOf(probed, 'address.control')).toBe('TIMEOUT');
    heldToThePlan(probed, changes);
  });

  it('asks all stations, and believes the source of the answer', async () => {
    const probed = await probeMeter({ faults: ['other-address'] });
    const found = evidenceOf(probed.run.evidence, 'link.found-address')[0];
    expect([found?.id, found?.outcome]).toEqual(['link.found-address:4.1-1234', 'UA']);
    expect(outcomeOf(probed, 'address.control')).toBe('TIMEOUT');
    heldToThePlan(probed);
  });

  it('takes an answer that comes while the next address is asked for the right one', async () => {
    const changes = { replyMs: 400 };
    const probed = await probeMeter({ server: two(17), faults: ['late=240'] }, changes);
    const asked = evidenceOf(probed.run.evidence, 'address.ask').find(({ id }) => id === 'address.2.1-17');
    expect(asked?.outcome).toBe('DM');
    expect(asked?.facts.source).toEqual(two(17));
    // It came later than was waited for, and within the reply time-out.
    expect(asked?.facts.replyMs).toBeGreaterThan(asked?.facts.timeoutMs ?? 0);
    expect(asked?.exchanges[0]?.received).toHaveLength(1);
    expect(outcomeOf(probed, 'address.2.1-16') ?? 'TIMEOUT').toBe('TIMEOUT');
    expect(outcomeOf(probed, 'address.control')).toBe('TIMEOUT');
    heldToThePlan(probed, changes);
  });

  it('listens on behind the last address, for what is left of the reply time-out', async () => {
    const changes = { only: ['addresses'], replyMs: 300 } as const;
    expect(planProbe({ ...probePlan, port: 1, ...changes }).rows.at(-1)?.id).toBe('address.1.17.snrm');
    const late = { server: { upper: 17, lower: null, width: 1 }, clients: [1], faults: ['late=190'] } as const;
    const probed = await probeMeter(late, changes);
    expect(askedRows(probed).at(-1)).toBe('address.1.17.snrm');
    expect(outcomeOf(probed, 'address.1.17.snrm')).toBe('UA');
    expect(outcomeOf(probed, 'link.found-address:1.17')).toBe('UA');
    expect(outcomeOf(probed, 'address.control')).toBe('TIMEOUT');
    heldToThePlan(probed, changes);
  });

  it('finds a meter that knows no public client by an SNRM as a client of the sets', async () => {
    const changes = { serial: '1234', only: ['addresses'] } as const;
    const probed = await probeMeter({ clients: [1], faults: ['other-address'] }, changes);
    expect(outcomeOf(probed, 'address.4.1-1234')).toBe('TIMEOUT');
    expect(outcomeOf(probed, 'address.4.1-1234.snrm')).toBe('UA');
    expect(outcomeOf(probed, 'address.control')).toBe('TIMEOUT');
    heldToThePlan(probed, changes);
  });

  it('asks the clients of the sets where the meter was found, and others where one is not served', async () => {
    const changes = { credentials: [{ name: 'theirs', client: 48 }] };
    const probed = await probeMeter({ server: two(1), clients: [16, 32] }, changes);
    expect(told(probed)).toContain('client.48 TIMEOUT');
    const found = evidenceOf(probed.run.evidence, 'client.ask').find(({ outcome }) => outcome === 'UA');
    expect([found?.id, found?.facts.server]).toEqual(['client.32', two(1)]);
    expect(outcomeOf(probed, 'client.control')).toBe('TIMEOUT');
    heldToThePlan(probed, changes);
  });
});

describe('others on the line', () => {
  it('asks by SNRM, to no group, not as the client that talks, and says no DISC but to links of its own', async () => {
    const changes = { credentials: [{ name: 'theirs', client: 32 }] };
    const probed = await probeMeter({ server: two(16), faults: ['foreign=90'] }, changes);
    expect(outcomeOf(probed, 'address.2.1-16')).toBe('UA');
    expect(evidenceOf(probed.run.evidence, 'address.ask').every(({ facts }) => facts.question === 'SNRM')).toBe(true);
    expect(skippedAs(probed, 'others-on-line')).toEqual(
      expect.arrayContaining(['address.2.127-127', 'client.32', 'framing.wrapper', 'signon', 'echo']),
    );
    const open = new Set<number>();
    for (const event of probed.simulator.events.log) {
      if (event.type === 'link-opened') open.add(event.client);
      if (event.type !== 'frame-received') continue;
      const { control, source } = event.frame;
      expect(source.upper).not.toBe(32);
      if (control.type === 'DISC') expect(open.has(source.upper)).toBe(true);
    }
    heldToThePlan(probed, changes);
  });
});

describe('other rows', () => {
  it('asks another form of the parameters where the meter was found, and the bare one once more', async () => {
    const probed = await probeMeter({ server: two(1), faults: ['needs-parameters'] });
    expect(outcomeOf(probed, 'link.found-address:2.1-1')).toBe('TIMEOUT');
    expect(outcomeOf(probed, 'negotiation.one-octet')).toBe('UA');
    expect(outcomeOf(probed, 'negotiation.bare')).toBe('TIMEOUT');
    heldToThePlan(probed);
  });

  it('asks the wrapper on a connection of its own, as the public client, and releases the association', async () => {
    const changes = { only: ['framing'] } as const;
    const probed = await probeMeter({ faults: ['wrapper'] }, changes);
    expect(outcomeOf(probed, 'framing.wrapper')).toBe('ACCEPTED');
    expect(told(probed)).toContain('association.close:user2 RLRE');
    expect(probed.simulator.events.associationsLeftOpen).toBe(0);
    expect(evidenceOf(probed.run.evidence, 'framing.wrapper')[0]?.facts.secretOctets).toBeNull();
    heldToThePlan(probed, changes);
  });

  it('asks HDLC where the wrapper met silence', async () => {
    const changes = { transport: 'wrapper' } as const;
    const probed = await probeMeter({}, changes);
    expect(outcomeOf(probed, 'framing.hdlc')).toBe('UA');
    heldToThePlan(probed, changes);
  });

  it('signs on, and reads who answers', async () => {
    const changes = { only: ['signon', 'echo'] } as const;
    const probed = await probeMeter({ faults: ['mode-e', 'echo'] }, changes);
    const [signedOn] = evidenceOf(probed.run.evidence, 'signon.ask');
    expect(signedOn?.outcome).toBe('IDENTIFIED');
    expect(signedOn?.facts.identification).toEqual({
      maker: 'APA',
      text: '/APA5\\\\2NORAX30\\r\\n',
      baud: 9600,
      modeE: true,
    });
    expect(signedOn?.facts.heard.echo).toBe(true);
    expect(outcomeOf(probed, 'echo')).toBe('ECHO');
    heldToThePlan(probed, changes);
  });

  it('waits patiently for a late answer, and takes none to an earlier question for it', async () => {
    const probed = await probeMeter({ faults: ['late=450'] });
    const [patient] = evidenceOf(probed.run.evidence, 'link.patient');
    expect(patient?.outcome).toBe('UA');
    expect(patient?.facts.replyMs).toBeGreaterThanOrEqual(440);
    expect(patient?.facts.timeoutMs).toBe(probePlan.replyMs);
    expect(askedRows(probed).filter((id) => id.startsWith('address'))).toEqual([]);
    heldToThePlan(probed);
  });

  it('reads a long object and sends FF FF where the public client is let in', async () => {
    const sound = await probeMeter({});
    expect([outcomeOf(sound, 'long'), outcomeOf(sound, 'ffff')]).toEqual(['READ', 'ACCEPTED']);
    heldToThePlan(sound);
    const eaten = await probeMeter({ faults: ['ff-eaten'] });
    expect(outcomeOf(eaten, 'ffff')).toBe('TIMEOUT');
    heldToThePlan(eaten);
    const cut = await probeMeter({ faults: ['drops-segments'] });
    const [long] = evidenceOf(cut.run.evidence, 'object.long');
    expect([long?.outcome, long?.facts.attempts[0]?.object, long?.facts.reading?.object]).toEqual([
      'TIMEOUT',
      'logical-device-name',
      'logical-device-name',
    ]);
    heldToThePlan(cut);
  });

  it('waits for a busy port to come free, and goes on there', async () => {
    const probed = await probeMeter({ faults: ['busy=700'] });
    const [free] = evidenceOf(probed.run.evidence, 'gateway.free');
    expect(free?.outcome).toBe('FREE');
    expect(free?.facts.attempts.length).toBeGreaterThan(2);
    expect(free?.facts.freeAfterMs).toBe(free?.facts.attempts.at(-1)?.atMs);
    expect(told(probed)).toContain('link.open:user2 UA');
    heldToThePlan(probed);
    const busy = await probeMeter({ faults: ['busy'] });
    expect(outcomeOf(busy, 'free')).toBe('BUSY');
    expect(busy.run.questions).toBe(0);
    expect(new Set(busy.run.rows.map(({ skipped }) => skipped))).toEqual(new Set([null, 'line-lost']));
    heldToThePlan(busy);
  });

  it('keeps silence, then asks once', async () => {
    const changes = { quietMs: 400, only: ['echo'] } as const;
    const probed = await probeMeter({ faults: ['silent'] }, changes);
    const first = probed.simulator.events.log.find(({ type }) => type === 'frame-received');
    const connected = probed.simulator.events.log.find(({ type }) => type === 'connected');
    expect((first?.atMs ?? 0) - (connected?.atMs ?? 0)).toBeGreaterThanOrEqual(390);
    const [quiet] = evidenceOf(probed.run.evidence, 'link.after-quiet');
    expect([quiet?.outcome, quiet?.facts.quietMs, quiet?.facts.questions]).toEqual(['TIMEOUT', 400, 1]);
    heldToThePlan(probed, changes);
  });

  it.each([
    ['7EA0070321930F017E', 'ANSWERED', [], ['UA'], 2],
    [toHex(disc(16, probePlan.server)), 'ANSWERED', [], ['DM'], 1],
    ['7EA00703219300007E', 'TIMEOUT', ['fcs-wrong'], [], 1],
    [
      '7EA021020303 93F046 818012 0502 0080 0602 0080 070400000001 080400000001 A6D97E'.replaceAll(' ', ''),
      'TIMEOUT',
      ['group-length-wrong'],
      [],
      1,
    ],
    ['2F3F210D0A', 'TIMEOUT', ['no-frame'], [], 1],
  ])('sends %s by hand, and nothing else but what closes it', async (text, outcome, defects, answers, questions) => {
    const changes = { hand: hex(text) };
    const probed = await probeMeter({}, changes);
    const [hand] = evidenceOf(probed.run.evidence, 'frame.hand');
    expect(hand?.outcome).toBe(outcome);
    expect(hand?.facts).toMatchObject({ defects, answers });
    expect(probed.run.questions).toBe(questions);
    expect(hand?.exchanges.map(({ sent }) => sent)).toEqual([text.toLowerCase()]);
    heldToThePlan(probed, changes);
  });
});

describe('what ends a probe', () => {
  it('stops where a meter that answered stops answering', async () => {
    const changes = { only: ['clients'] } as const;
    const probed = await probeMeter({}, changes, {}, (simulator, phase) => {
      if (phase.name === 'row') simulator.change(['silent']);
    });
    expect(told(probed).filter((one) => one.startsWith('link.close:alive'))).toEqual([
      'link.close:alive TIMEOUT',
      'link.close:alive:2 TIMEOUT',
    ]);
    expect(skippedAs(probed, 'stopped-answering').length).toBeGreaterThan(0);
    heldToThePlan(probed, changes);
  });

  it('opens the line again where it was closed, and gives it up in the end', async () => {
    const probed = await probeMeter({ faults: ['close-after=500', 'silent'] });
    expect(probed.simulator.events.connections).toBeLessThanOrEqual(10);
    expect(skippedAs(probed, 'line-lost').length).toBeGreaterThan(0);
    heldToThePlan(probed);
  });

  it('asks a mute meter everything once, within its plan', async () => {
    const probed = await probeMeter({ faults: ['silent'] }, { replyMs: 100 });
    const asked = askedRows(probed);
    expect(new Set(asked).size).toBe(asked.length);
    for (const id of ['address.2.1-17', 'client.32', 'negotiation.one-octet', 'patient', 'framing.wrapper', 'signon']) {
      expect(asked).toContain(id);
    }
    expect(asked.indexOf('signon')).toBeGreaterThan(asked.indexOf('address.4.1-16382'));
    heldToThePlan(probed, { replyMs: 100 });
  });

  it('tells a link to close that may have opened behind a question without an answer', async () => {
    const changes = { only: ['clients'], credentials: [{ name: 'public', client: 16 }] } as const;
    const probed = await probeMeter({ clients: [16, 100], faults: ['late=600'] }, changes);
    const opened = probed.simulator.events.log.filter((event) => event.type === 'link-opened' && event.client === 100);
    expect(opened).toHaveLength(1);
    heldToThePlan(probed, changes);
  });

  it.each([30, 150, 350, 600, 900, 1300])(
    'closes every link within a second when called off after %d ms',
    async (ms) => {
      const reason = new Error('called off');
      const calledOff = new AbortController();
      setTimeout(() => calledOff.abort(reason), ms);
      const started = performance.now();
      let simulator: Probed['simulator'] | null = null;
      const world = { signal: calledOff.signal };
      const run = probeMeter({ server: two(16), faults: ['late=60'] }, { replyMs: 300 }, world, (one) => {
        simulator = one;
      });
      await expect(run).rejects.toBe(reason);
      expect(performance.now() - started).toBeLessThan(ms + 1000);
      const { events } = simulator as unknown as Probed['simulator'];
      expect([events.linksLeftOpen, events.linksOpen]).toEqual([0, []]);
    },
  );
});
