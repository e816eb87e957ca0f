/**
 * The field case, typed as a technician would: a meter with a one-byte address behind a real ser2net, registered under a
 * two-byte one, and the service that asks it so under a real systemd. It ends in the right cause, a corrected registry and
 * a `follow` that shows readings.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { until } from '../../support/run-meter.ts';
import { missingPrograms, startSer2net } from '../../support/ser2net.ts';
import { collectorLine, type Systemd, startSystemd, systemdMissing } from '../../support/systemd.ts';

const missing = systemdMissing() ?? missingPrograms().map((program) => `${program} is not installed`)[0] ?? null;
const title = missing === null ? 'the field case' : `the field case (SKIPPED: ${missing})`;
const unit = 'dlms-multi-meter.service';

const words = [
  {
    lang: 'en',
    busy: /refusal comes from the gateway, not from the meter/,
    silent: /No answer, and the reason is not proven yet/,
    cause: /The meter uses another address length/,
    ok: /The meter talks, to the depth that was asked/,
  },
  {
    lang: 'es',
    busy: /rechazo viene del gateway, no del medidor/,
    silent: /Sin respuesta/,
    cause: /El medidor usa otra longitud de dirección/,
    ok: /El medidor responde, hasta el nivel pedido/,
  },
] as const;

describe.skipIf(missing !== null)(title, { timeout: 300_000 }, () => {
  let systemd: Systemd;
  const parts: { readonly stop: () => Promise<void> }[] = [];
  beforeAll(async () => {
    await built();
    systemd = await startSystemd();
  }, 300_000);
  afterEach(async () => {
    systemd.run('systemctl', '--user', 'stop', unit);
    for (const part of parts.splice(0).reverse()) await part.stop();
  });
  afterAll(() => systemd?.stop());

  it.each(words)(
    'ends in the right cause and a working follow, in $lang',
    async ({ lang, busy, silent, cause, ok }) => {
      const simulator = await startSimulator({ listener: 'meter', faults: ['one-byte-address'] });
      parts.push(simulator);
      const ser2net = await startSer2net({ meterPort: simulator.port });
      parts.push(ser2net);
      const configDir = temporaryFolder();
      const endpoint = `127.0.0.1:${ser2net.port}`;
      systemd.unit(unit, [collectorLine(ser2net.port)]);
      const meter = (...args: readonly string[]) => systemd.meter([...args, '--lang', lang], configDir);
      const flat = (text: string) => text.replace(/\s+/g, ' ');
      await meter('add', 'medidor-02', endpoint, '--id', '2', '--server', '1/1', '--collector', `systemd-user:${unit}`);
      systemd.run('systemctl', '--user', 'start', unit);
      await until(() => (simulator.events.framesReceived.SNRM ?? 0) > 0, 'the service to ask');

      const whileItRuns = await meter('test', '2');
      expect([whileItRuns.code, flat(whileItRuns.stdout)]).toEqual([4, expect.stringMatching(busy)]);

      expect((await meter('pause', '2')).code).toBe(0);
      const mute = await meter('test', '2', '--timeout', '1');
      expect([mute.code, flat(mute.stdout)]).toEqual([1, expect.stringMatching(silent)]);
      expect(mute.stdout).not.toMatch(/meter\.deaf +(?:proven|likely|probado|probable)/);

      const probed = await meter('probe', '2', '--timeout', '1', '--save');
      expect([probed.code, flat(probed.stdout)]).toEqual([1, expect.stringMatching(cause)]);
      expect(probed.stdout).toMatch(/(?:Verdict|Veredicto) +address\.length/);
      expect(simulator.events.passwordsTried).toBe(0);

      const show = JSON.parse((await systemd.meter(['show', '2', '--json'], configDir)).stdout);
      expect(show.meter.server).toEqual({ upper: 1, lower: null, width: 1 });
      const talks = await meter('test', '2');
      expect([talks.code, flat(talks.stdout)]).toEqual([0, expect.stringMatching(ok)]);

      // Paused: the meter itself is followed, and it reads.
      const followed = await meter('follow', '2', '--every', '0.3', '--count', '2');
      expect(followed.code).toBe(0);
      expect(followed.stdout).toMatch(/\(READ-OK\)/);
      expect((await meter('resume', '2')).code).toBe(0);
      expect(systemd.state(unit)).toBe('active');
      const log = await meter('follow', '2', '--count', '2');
      expect(log.stdout).toMatch(/question \d+|connected to port/);
      expect(simulator.events.linksLeftOpen).toBe(0);
    },
  );
});
