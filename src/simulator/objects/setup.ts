/**
 * What a meter tells of itself and its interfaces: names and numbers (class 1), SAP assignment (class 17), HDLC setup
 * (class 23), security setup (class 64), and the switch that disconnects a household (class 70).
 */
import type { LinkParameters } from '../../hdlc/index.ts';
import { type Ask, type Attribute, accessResult, type CosemObject, type Invoked } from './cosem-object.ts';
import { eventCodeName, profileStatus, statusName } from './profiles.ts';
import { array, ascii, boolean, enumerated, longUnsigned, octets, structure, unsigned } from './values.ts';

export interface SetupOptions {
  readonly parameters: LinkParameters;
  /** Seconds. */
  readonly inactivityS: number;
  /** The physical address, or the logical one where there is no other. */
  readonly deviceAddress: number;
}

/** Sixteen letters, the first three of them a maker that does not exist. */
export const deviceName = 'XYZ0000012345678';
const serialNumber = '12345678';
/** 9600 baud (Blue Book, IEC HDLC setup, comm_speed). */
const speed9600 = 5;

const data = (logicalName: string, read: Attribute['read'], isPublic = false): CosemObject => ({
  classId: 1,
  version: 0,
  logicalName,
  isPublic,
  attributes: [{ id: 2, ...(read === undefined ? {} : { read }) }],
  methods: [],
});

export function setupObjects(options: SetupOptions): readonly CosemObject[] {
  return [
    data('00002a0000ff', () => octets(ascii(deviceName)), true),
    data('0000600100ff', () => octets(ascii(serialNumber))),
    data(statusName, ({ wallMs }) => profileStatus(wallMs)),
    data(eventCodeName, () => unsigned(0)),
    sapAssignment(),
    hdlcSetup(options),
    securitySetup(),
    disconnectControl(),
  ];
}

function sapAssignment(): CosemObject {
  const list = array([structure(longUnsigned(1), octets(ascii(deviceName)))]);
  return plain(17, 0, '0000290000ff', [list]);
}

/** 2 speed, 3 and 4 windows, 5 and 6 lengths, 7 inter-octet time-out (ms), 8 inactivity time-out (s), 9 address. */
function hdlcSetup({ parameters, inactivityS, deviceAddress }: SetupOptions): CosemObject {
  return plain(23, 1, '0000160000ff', [
    enumerated(speed9600),
    unsigned(parameters.windowTransmit),
    unsigned(parameters.windowReceive),
    longUnsigned(parameters.maximumInformationTransmit),
    longUnsigned(parameters.maximumInformationReceive),
    longUnsigned(25),
    longUnsigned(Math.min(0xffff, Math.round(inactivityS))),
    longUnsigned(deviceAddress),
  ]);
}

/** 2 policy: nothing is protected; 3 suite 0; 4 and 5 the system titles of client and server. */
function securitySetup(): CosemObject {
  const title = Uint8Array.of(0x58, 0x59, 0x5a, 0, 0, 0xbc, 0x61, 0x4e);
  return plain(64, 0, '00002b0000ff', [enumerated(0), enumerated(0), octets(new Uint8Array(8)), octets(title)]);
}

/** An object whose attributes, from 2 on, never change. */
function plain(
  classId: number,
  version: number,
  logicalName: string,
  values: readonly ReturnType<typeof unsigned>[],
): CosemObject {
  const attributes = values.map((value, index) => ({ id: index + 2, read: () => value }));
  return { classId, version, logicalName, isPublic: false, attributes, methods: [] };
}

/** 2 output state, 3 control state (0 disconnected, 1 connected), 4 control mode; methods 1 disconnect, 2 reconnect. */
function disconnectControl(): CosemObject {
  let connected = true;
  const done: Invoked = { code: accessResult.success, data: null };
  const turn = (on: boolean) => (_: unknown, __: Ask) => {
    connected = on;
    return done;
  };
  return {
    classId: 70,
    version: 0,
    logicalName: '000060030aff',
    isPublic: false,
    attributes: [
      { id: 2, read: () => boolean(connected) },
      { id: 3, read: () => enumerated(connected ? 1 : 0) },
      { id: 4, read: () => enumerated(4) },
    ],
    methods: [
      { id: 1, invoke: turn(false) },
      { id: 2, invoke: turn(true) },
    ],
  };
}
