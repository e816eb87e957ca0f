/**
 * The current association (class 15, 0-0:40.0.0): what this client sees and may do. Attributes: 2 object list,
 * 3 partners, 4 application context, 5 xDLMS context, 6 mechanism, 7 secret, 8 status, 9 security setup.
 */
import { type DataValue, encodeData } from '../../dlms/index.ts';
import { type Ask, accessResult, attributesOf, type CosemObject, type Level } from './cosem-object.ts';
import { encodedCount } from './rows.ts';
import { array, enumerated, integer, longUnsigned, name, nullData, octets, structure, unsigned } from './values.ts';

export const associationName = '0000280000ff';
const associated = 2;
const dlmsVersion = 6;
/** Which client may use which mode of an attribute (Blue Book, Association LN, attribute_access_mode). */
const mode = { none: 0, read: 1, write: 2, readAndWrite: 3 } as const;

/** @param visible the objects that a client of this level sees */
export function associationObject(visible: (level: Level) => readonly CosemObject[], maximumPdu: number): CosemObject {
  return {
    classId: 15,
    version: 1,
    logicalName: associationName,
    isPublic: true,
    attributes: [
      { id: 2, read: ({ level }) => ({ type: 'pieces', pieces: objectList(visible(level), level) }) },
      { id: 3, read: ({ client }) => structure(integer(client), longUnsigned(1)) },
      { id: 4, read: () => objectIdentifier(1, 1) },
      { id: 5, read: (ask) => contextInfo(ask, maximumPdu) },
      { id: 6, read: ({ agreed }) => objectIdentifier(2, agreed.mechanism) },
      // The secret: there, and nobody reads it.
      { id: 7 },
      { id: 8, read: () => enumerated(associated) },
      { id: 9, read: () => name('00002b0000ff') },
    ],
    methods: [
      // A meter that asks for no more than a password has nothing to reply to.
      { id: 1, invoke: () => ({ code: accessResult.readWriteDenied, data: null }) },
    ],
  };
}

function* objectList(objects: readonly CosemObject[], level: Level): Generator<Uint8Array> {
  yield encodedCount(objects.length);
  for (const object of objects) yield encodeData(listed(object, level));
}

function listed(object: CosemObject, level: Level): DataValue {
  const attributes = attributesOf(object).map(({ id, read, write, selectors }) => {
    const writes = write !== undefined && level === 'management';
    const access = read === undefined ? (writes ? mode.write : mode.none) : writes ? mode.readAndWrite : mode.read;
    const selected = selectors === undefined ? nullData : array(selectors.map(integer));
    return structure(integer(id), enumerated(access), selected);
  });
  const methods = object.methods.map(({ id }) => structure(integer(id), enumerated(level === 'management' ? 1 : 0)));
  return structure(
    longUnsigned(object.classId),
    unsigned(object.version),
    name(object.logicalName),
    structure(array(attributes), array(methods)),
  );
}

/** joint-iso-ctt(2) country(16) 756 identified-organisation(5) DLMS-UA(8), then what is named. */
function objectIdentifier(arc: number, last: number): DataValue {
  return structure(
    unsigned(2),
    unsigned(16),
    longUnsigned(756),
    unsigned(5),
    unsigned(8),
    unsigned(arc),
    unsigned(last),
  );
}

function contextInfo({ agreed }: Ask, maximumPdu: number): DataValue {
  const { conformance } = agreed;
  const bytes = Uint8Array.of(conformance >>> 16, (conformance >>> 8) & 0xff, conformance & 0xff);
  return structure(
    { type: 'bit-string', bits: 24, bytes },
    longUnsigned(maximumPdu),
    longUnsigned(agreed.maximumPdu),
    unsigned(dlmsVersion),
    integer(0),
    octets(new Uint8Array()),
  );
}
