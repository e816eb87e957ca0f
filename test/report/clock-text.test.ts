/** The screen of `meter clock`, word for word, in both languages. */
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { ClockReading } from '../../src/evidence/index.ts';
import { renderDuration } from '../../src/report/duration.ts';
import { renderClock } from '../../src/report/index.ts';

const reading: ClockReading = {
  clock: {
    iso: '2026-11-24T14:35:10.50-05:00',
    text: '2026-11-24 14:35:10.50 -05:00',
    deviationMinutes: 300,
    status: ['doubtful'],
    raw: '07ea0b18020e230a32012c02',
    defects: [],
  },
  host: '2026-11-24T14:35:08.120-05:00',
  driftMs: 2380,
  uncertaintyMs: 126,
  basis: 'deviation',
  remarks: [],
  roundTripMs: 240,
  setup: {
    timeZoneMinutes: 300,
    daylightSaving: { enabled: false, deviationMinutes: 60, begins: null, ends: null },
    base: 1,
  },
};

const shown = (changes: Partial<ClockReading> = {}, lang: 'en' | 'es' = 'en') =>
  renderClock({ ...reading, ...changes }, { lang, columns: 80, chalk: new Chalk({ level: 0 }), meter: 'medidor-02' });

describe('the screen', () => {
  it('in English', () => {
    expect(shown()).toBe(`Clock of medidor-02

  meter            2026-11-24 14:35:10.50 -05:00
  this host        2026-11-24 14:35:08.12 -05:00
  drift            +2.38 s ± 126 ms: the meter is ahead of this host
  deviation        300 min (local time is UTC-05:00)
  status           DOUBTFUL: the meter itself says that this time may be wrong
  daylight saving  disabled, +60 min
  clock base       internal crystal

The answer took 240 ms: what is behind ± (126 ms) is half of that, and half of
the digits the meter does not show. This host’s clock is the measure here;
nobody proved it right.
`);
  });

  it('in Spanish', () => {
    expect(shown({ driftMs: -2380 }, 'es')).toBe(`Reloj de medidor-02

  medidor            2026-11-24 14:35:10.50 -05:00
  este equipo        2026-11-24 14:35:08.12 -05:00
  diferencia         -2.38 s ± 126 ms: el medidor va atrasado respecto a este
                     equipo
  desviación         300 min (la hora local es UTC-05:00)
  estado             DUDOSO: el propio medidor dice que esta hora puede ser
                     incorrecta
  horario de verano  deshabilitado, +60 min
  base de tiempo     cristal interno

La respuesta tardó 240 ms: lo que sigue a ± (126 ms) es la mitad de eso, y la
mitad de las cifras que el medidor no muestra. Aquí la medida es el reloj de
este equipo; nadie ha probado que sea exacto.
`);
  });

  it('claims no drift within the uncertainty', () => {
    expect(shown({ driftMs: 100 })).toContain('none that could be told: less than 226 ms');
    expect(shown({ driftMs: 127 })).toContain('+127 ms ± 126 ms');
  });

  it('says what it guesses, as a guess', () => {
    expect(shown({ remarks: ['one-hour'] }).replace(/\s+/g, ' ')).toContain('It is not proven.');
    expect(shown({ remarks: ['sign-swapped'] })).toContain('some makers count so');
    expect(shown({ remarks: ['local-called-utc'] })).toContain('says that its time is UTC');
  });

  it('keeps what is not told apart from what is not set', () => {
    const { clock } = reading;
    const silent = shown({ clock: { ...clock, status: null, deviationMinutes: null }, basis: 'host-zone' });
    expect(silent).toMatch(/deviation +not specified\n +status +not specified/);
    expect(shown({ clock: { ...clock, status: [] } })).toMatch(/status +nothing to report/);
  });
});

describe('durations', () => {
  it.each([
    [0, '1 ms'],
    [999, '999 ms'],
    [2380, '2.38 s'],
    [59_940, '59.9 s'],
    [60_000, '1 min 0 s'],
    [3_599_996, '1 h 0 min'],
    [90_061_000, '1 d 1 h'],
  ])('of %d ms are %s', (ms, text) => {
    expect(renderDuration(ms)).toBe(text);
  });
});
