/** As whom a reading command introduces itself: what was asked for, a set with a secret, the public client. */
import { describe, expect, it } from 'vitest';
import { chooseMeter, type MeterOptions } from '../../src/cli/choose-meter.ts';
import { registeredMeter } from '../support/registered-meter.ts';

const sets = {
  secret: 'boss:1:lls:env:CHOOSE_METER_SECRET',
  open: 'guest:3',
  public: 'user2:16',
  empty: 'later:5:lls',
};

async function chosen(credentials: readonly (keyof typeof sets)[], options: MeterOptions = {}) {
  const meter = await registeredMeter('192.0.2.7:3333', ...credentials.map((name) => sets[name]));
  process.env.CHOOSE_METER_SECRET = 'abc';
  try {
    const { credential, login } = await chooseMeter(meter.context(), '2', options);
    return `${credential.name} ${credential.client} ${login.level}`;
  } finally {
    delete process.env.CHOOSE_METER_SECRET;
  }
}

describe('the credential set', () => {
  it.each<readonly [string, readonly (keyof typeof sets)[], MeterOptions, string]>([
    ['the first with a secret', ['open', 'public', 'secret'], {}, 'boss 1 lls'],
    ['else the public client of the meter', ['open', 'public'], {}, 'user2 16 none'],
    ['else the public client of the standard', ['open'], {}, 'public 16 none'],
    ['a level without its secret is no set with a secret', ['empty', 'public'], {}, 'user2 16 none'],
    ['the one that was named', ['secret', 'open', 'public'], { credential: 'GUEST' }, 'guest 3 none'],
    ['the one of the client SAP that was given', ['secret', 'open', 'public'], { client: '3' }, 'guest 3 none'],
    ['its secret with it', ['public', 'secret'], { client: '1' }, 'boss 1 lls'],
    ['none of them: a client SAP alone', ['secret'], { client: '7' }, 'client-7 7 none'],
  ])('%s', async (_name, credentials, options, expected) => {
    expect(await chosen(credentials, options)).toBe(expected);
  });

  it('of an endpoint without an entry is the public client', async () => {
    const meter = await registeredMeter('192.0.2.7:3333');
    const { credential, login } = await chooseMeter(meter.context(), '192.0.2.8:3333', {});
    expect([credential.client, login.level]).toEqual([16, 'none']);
  });

  it('that is asked for and has no secret is wrong use, in both languages', async () => {
    const meter = await registeredMeter('192.0.2.7:3333', sets.empty);
    for (const lang of ['en', 'es'] as const) {
      const asked = chooseMeter(meter.context({ lang }), '2', { credential: 'later' });
      await expect(asked).rejects.toMatchObject({
        name: 'UsageError',
        hint: expect.stringContaining('--secret later=-'),
      });
    }
  });

  it('whose secret is not there is wrong use, and names the place, not the secret', async () => {
    const meter = await registeredMeter('192.0.2.7:3333', sets.secret);
    const asked = chooseMeter(meter.context(), '2', {});
    await expect(asked).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('CHOOSE_METER_SECRET'),
    });
  });
});
