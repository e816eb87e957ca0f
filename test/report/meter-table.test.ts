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
const options = (columns: number, lang: 'en' | 'es' = 'en') => ({ columns, lang, chalk: plain });

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

  it('puts colours only on what is not the value', () => {
    const coloured = renderMeter(meter, { ...options(80), chalk: new Chalk({ level: 1 }) });
    expect(coloured).toContain('\u001b[1mmedidor-02\u001b[22m (id 2)');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(renderMeter(meter, options(80)));
  });
});
