/** The registry on a terminal: fits the width, shows no control character, tells no secret of its own accord. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MeterRow, renderMeter, renderMeterList } from '../../src/report/index.ts';

const plain = new Chalk({ level: 0 });
const meter: MeterRow = {
  id: 2,
  name: 'medidor-02',
  endpoint: 'tcp://192.0.2.7:3333',
  server: { upper: 1, lower: null, width: 1 },
  credentials: [
    { name: 'user1', client: 1, level: 'none', secret: 'none' },
    { name: 'user2', client: 16, level: 'lls', secret: 'set (literal)' },
  ],
  note: null,
  collector: null,
  collectorCommands: null,
  paused: null,
};
const other: MeterRow = {
  ...meter,
  id: 17,
  name: `a name that nobody wants to type, ${'x'.repeat(30)}`,
  endpoint: 'wrapper://gateway.example:4059',
  server: { upper: 1, lower: 1234, width: 4 },
  credentials: [],
  note: 'third floor, behind the door that sticks; ask for the key in the office on the ground floor',
};
const clock = { local: (instant: string) => instant, ago: () => '5 min 0 s' };
const options = (columns: number, lang: 'en' | 'es' = 'en') => ({ columns, lang, chalk: plain, clock });

const paused: MeterRow = {
  ...meter,
  collector: 'systemd:dlms-multi-meter.service',
  paused: {
    since: '2025-11-10T10:35:00.000Z',
    by: { user: 'root', host: 'gw', pid: 77, command: 'meter pause' },
    why: 'field test',
    undo: 'start',
  },
};

describe('the list of meters', () => {
  it('at 80 columns', () => {
    expect(`\n${renderMeterList([meter, other], options(80))}`).toMatchInlineSnapshot(`
      "
      ┌────┬───────────────┬────────────────────────────────┬────────┬───────────────┐
      │ Id │ Name          │ Endpoint                       │ Server │ Credentials   │
      ├────┼───────────────┼────────────────────────────────┼────────┼───────────────┤
      │ 2  │ medidor-02    │ tcp://192.0.2.7:3333           │ 1      │ user1:1 user… │
      │ 17 │ a name that … │ wrapper://gateway.example:4059 │ 1/1234 │               │
      └────┴───────────────┴────────────────────────────────┴────────┴───────────────┘
      "
    `);
  });

  it('at 120 columns, in Spanish', () => {
    expect(`\n${renderMeterList([meter, other], options(120, 'es'))}`).toMatchInlineSnapshot(`
      "
      ┌────┬──────────────────────────────────────────────────┬────────────────────────────────┬──────────┬──────────────────┐
      │ Id │ Nombre                                           │ Destino                        │ Servidor │ Credenciales     │
      ├────┼──────────────────────────────────────────────────┼────────────────────────────────┼──────────┼──────────────────┤
      │ 2  │ medidor-02                                       │ tcp://192.0.2.7:3333           │ 1        │ user1:1 user2:16 │
      │ 17 │ a name that nobody wants to type, xxxxxxxxxxxxx… │ wrapper://gateway.example:4059 │ 1/1234   │                  │
      └────┴──────────────────────────────────────────────────┴────────────────────────────────┴──────────┴──────────────────┘
      "
    `);
  });

  it('stays in its width and on its lines, whatever the names', () => {
    const text = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 80, max: 200 }),
        (names, columns) => {
          const table = renderMeterList(
            names.map((name) => ({
              ...meter,
              name,
              credentials: [{ ...other, name, client: 1, level: 'none', secret: 'none' }],
            })),
            options(columns),
          );
          const lines = table.split('\n');
          expect(lines).toHaveLength(names.length + 5);
          for (const line of lines) expect(line).toMatch(new RegExp(`^[^\\p{Cc}]{0,${columns}}$`, 'u'));
        },
      ),
    );
  });
});

describe('one meter', () => {
  it('in English', () => {
    expect(`\n${renderMeter({ ...meter, note: other.note }, options(80))}`).toMatchInlineSnapshot(`
      "
      medidor-02 (id 2)
        endpoint  tcp://192.0.2.7:3333
        server    1 (1 byte)
        note      third floor, behind the door that sticks; ask for the key in the
                  office on the ground floor
        credential sets
          user1  client 1   none  secret: none
          user2  client 16  lls   secret: set (literal)
      "
    `);
  });

  it('in Spanish, without credential sets', () => {
    expect(`\n${renderMeter(other, options(80, 'es'))}`).toMatchInlineSnapshot(`
      "
      a name that nobody wants to type, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx (id 17)
        destino   wrapper://gateway.example:4059
        servidor  1/1234 (4 bytes)
        nota      third floor, behind the door that sticks; ask for the key in the
                  office on the ground floor
        Sin juegos de credenciales: no se puede preguntar nada a este medidor.
      "
    `);
  });

  it('that is paused, in both languages: since when, by whom, why', () => {
    const told = (lang: 'en' | 'es') => renderMeter(paused, options(110, lang)).split('\n').slice(3, 6).join('\n');
    expect(`\n${told('en')}\n${told('es')}\n`).toMatchInlineSnapshot(`
      "
        collector  systemd:dlms-multi-meter.service
        paused     since 2025-11-10T10:35:00.000Z (5 min 0 s), by root on gw (pid 77, meter pause)
        why        field test
        colector  systemd:dlms-multi-meter.service
        en pausa  desde 2025-11-10T10:35:00.000Z (hace 5 min 0 s), por root en gw (pid 77, meter pause)
        motivo    field test
      "
    `);
    expect(renderMeterList([meter, paused], options(110))).toContain('medidor-02 (paused)');
  });

  it('with command lines, and nothing of a reason acting on the terminal', () => {
    const hostile: MeterRow = {
      ...paused,
      collector: 'command',
      collectorCommands: { pause: '/bin/x "\u001b[2J"' },
      paused: { ...paused.paused, why: '\u009b31m\u202e' } as MeterRow['paused'],
    };
    const shown = renderMeter(hostile, options(80));
    expect(shown).toContain('pause: /bin/x "\\u001b[2J"');
    expect(shown).toMatch(/why +\\u009b31m\\u202e/);
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('puts colours only on what is not the value', () => {
    const coloured = renderMeter(meter, { ...options(80), chalk: new Chalk({ level: 1 }) });
    expect(coloured).toContain('\u001b[1mmedidor-02\u001b[22m (id 2)');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderMeter(meter, options(80)));
  });
});
