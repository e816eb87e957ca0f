import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeName } from '../../src/dlms/classes.ts';
import { knownObject, knownObjects, nameOf, nearestKnown } from '../../src/dlms/known-objects.ts';
import { parseObis, renderObis } from '../../src/dlms/obis.ts';

/** Class, OBIS code, attribute: as people write it. */
function asked(text: string): string | null {
  const found = knownObject(text);
  return found === null ? null : `${found.classId}:${renderObis(found.logicalName)}:${found.attribute}`;
}

const spellings = knownObjects().flatMap(({ name, aliases }) => [name, ...aliases]);

describe('objects asked for by name', () => {
  it.each([
    ['voltage', '3:1-0:32.7.0.255:2'],
    ['voltage-l1', '3:1-0:32.7.0.255:2'],
    ['voltage-l2', '3:1-0:52.7.0.255:2'],
    ['voltage-l3', '3:1-0:72.7.0.255:2'],
    ['current', '3:1-0:31.7.0.255:2'],
    ['current-l2', '3:1-0:51.7.0.255:2'],
    ['current-l3', '3:1-0:71.7.0.255:2'],
    ['current-neutral', '3:1-0:91.7.0.255:2'],
    ['power', '3:1-0:1.7.0.255:2'],
    ['power-export', '3:1-0:2.7.0.255:2'],
    ['power-l2', '3:1-0:41.7.0.255:2'],
    ['power-export-l3', '3:1-0:62.7.0.255:2'],
    ['reactive-power', '3:1-0:3.7.0.255:2'],
    ['apparent-power', '3:1-0:9.7.0.255:2'],
    ['energy', '3:1-0:1.8.0.255:2'],
    ['energy-export', '3:1-0:2.8.0.255:2'],
    ['energy-t1', '3:1-0:1.8.1.255:2'],
    ['energy-t4', '3:1-0:1.8.4.255:2'],
    ['reactive-energy', '3:1-0:3.8.0.255:2'],
    ['reactive-energy-q1', '3:1-0:5.8.0.255:2'],
    ['reactive-energy-q4', '3:1-0:8.8.0.255:2'],
    ['frequency', '3:1-0:14.7.0.255:2'],
    ['power-factor', '3:1-0:13.7.0.255:2'],
    ['power-factor-l3', '3:1-0:73.7.0.255:2'],
    ['serial', '1:0-0:96.1.0.255:2'],
    ['device-name', '1:0-0:42.0.0.255:2'],
    ['clock', '8:0-0:1.0.0.255:2'],
    ['firmware', '1:1-0:0.2.0.255:2'],
    ['profile', '7:1-0:99.1.0.255:2'],
    ['profile2', '7:1-0:99.2.0.255:2'],
    ['event-log', '7:0-0:99.98.0.255:2'],
    ['objects', '15:0-0:40.0.0.255:2'],
    ['relay', '70:0-0:96.3.10.255:3'],
    ['hdlc-address', '23:0-0:22.0.0.255:9'],
  ])('%s is %s', (name, object) => expect(asked(name)).toBe(object));

  it.each([
    ['Voltaje', 'voltage'],
    ['TENSIÓN', 'voltage'],
    ['Tensio\u0301n L2', 'voltage-l2'],
    ['voltaje_l1', 'voltage-l1'],
    ['voltage l1', 'voltage-l1'],
    ['VoltageL1', 'voltage-l1'],
    ['corriente-s', 'current-l2'],
    ['Energía', 'energy'],
    ['energía activa', 'energy'],
    ['export', 'energy-export'],
    ['reactive', 'reactive-energy'],
    ['potencia', 'power'],
    ['reloj', 'clock'],
    ['número de serie', 'serial'],
    ['serie', 'serial'],
    ['Curva de carga', 'profile'],
    ['versión', 'firmware'],
    ['  clock ', 'clock'],
  ])('%j is %s', (text, name) => expect(knownObject(text)?.name).toBe(name));

  it.each(['', ' ', '-', '1-0:1.8.0', '0100010800ff', 'voltagex', 'constructor', '__proto__', 'ñandú'])(
    '%j is none',
    (text) => expect(knownObject(text)).toBeNull(),
  );

  it('have no spelling in common, and none that could be an OBIS code', () => {
    const owners = new Map<string, string>();
    for (const { name, aliases } of knownObjects()) {
      for (const spelling of [name, ...aliases]) {
        expect(spelling).toMatch(/^[a-z]+[a-z0-9]*(-[a-z0-9]+)*$/);
        const squeezed = spelling.replaceAll('-', '');
        expect([name, undefined]).toContain(owners.get(squeezed));
        owners.set(squeezed, name);
        expect(parseObis(spelling)).toEqual({ code: 'obis-malformed' });
      }
    }
    expect(owners.size).toBeGreaterThan(200);
  });

  it('have an attribute that their class has', () => {
    for (const { name, classId, attribute } of knownObjects()) {
      expect([name, attributeName(classId, attribute)]).not.toContain(null);
    }
  });
});

describe('names spelled nearly right', () => {
  it.each([
    ['voltge', 'voltage'],
    ['votlage', 'voltage'],
    ['voltje', 'voltaje'],
    ['enrgia', 'energia'],
    ['freqency', 'frequency'],
    ['relog', 'reloj'],
    ['colck', 'clock'],
    ['profil', 'profile'],
    ['voltage-l4', 'voltage-l1'],
  ])('%j is nearest to %s', (text, spelling) => expect(nearestKnown(text)[0]).toBe(spelling));

  it('are not guessed from nothing, nor from a long text', () => {
    for (const text of ['', '?', 'xyzzy', '1-0:1.8.0', 'voltage'.repeat(20_000)])
      expect(nearestKnown(text)).toEqual([]);
  });

  it('lead back to an object, at most three of them', () => {
    const slip = fc.tuple(fc.constantFrom(...spellings), fc.nat(40), fc.constantFrom('', 'x', 'ee'));
    fc.assert(
      fc.property(slip, ([spelling, at, typed]) => {
        const text = spelling.slice(0, at) + typed + spelling.slice(at + 1);
        const near = nearestKnown(text);
        expect(near.length).toBeLessThanOrEqual(3);
        for (const one of near) expect(knownObject(one)).not.toBeNull();
        if (knownObject(text) !== null) expect(knownObject(near[0] ?? '')?.name).toBe(knownObject(text)?.name);
      }),
    );
  });
});

describe('the name to show', () => {
  it('is that of the OBIS code, where the class agrees', () => {
    expect(nameOf('0100010800ff')).toBe('energy');
    expect(nameOf('0100010800ff', 3)).toBe('energy');
    expect(nameOf('0100010800ff', 4)).toBe('energy');
    expect(nameOf('0100010600ff', 5)).toBe('maximum-demand');
    expect(nameOf('0100010800ff', 7)).toBeNull();
    expect(nameOf('0000010000ff', 3)).toBeNull();
    expect(nameOf('010001080001')).toBeNull();
    // The standard's L1, also where a person asked for the one voltage of the meter.
    expect(nameOf('0100200700ff', 3)).toBe('voltage-l1');
    expect(nameOf('01001f0700ff', 3)).toBe('current-l1');
  });

  it('reads back as the same object', () => {
    for (const { logicalName, classId } of knownObjects()) {
      const name = nameOf(logicalName, classId);
      expect(knownObject(name ?? '')).toMatchObject({ logicalName, classId });
    }
  });
});
