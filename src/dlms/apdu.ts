/**
 * One APDU, whatever carried it: its first octet says which. What follows behind its end is reported, not swallowed:
 * some meters send octets too many.
 */

import { type AccessRequest, type AccessResponse, scanAccessRequest, scanAccessResponse } from './access.ts';
import { type Aare, type Aarq, type Release, scanAare, scanAarq, scanRelease } from './acse.ts';
import { type ActionRequest, type ActionResponse, scanActionRequest, scanActionResponse } from './action.ts';
import { type GeneralBlockTransfer, scanBlockTransfer } from './block-transfer.ts';
import { type CipheredApdu, scanCiphered } from './ciphered.ts';
import { type ConfirmedServiceError, type ExceptionResponse, scanException, scanServiceError } from './errors.ts';
import { type GetRequest, type GetResponse, scanGetRequest, scanGetResponse } from './get.ts';
import { type InitiateRequest, type InitiateResponse, scanInitiateRequest, scanInitiateResponse } from './initiate.ts';
import {
  type DataNotification,
  type EventNotification,
  scanDataNotification,
  scanEventNotification,
} from './notifications.ts';
import { type ApduDefect, type FieldSink, Scan } from './scan.ts';
import { type SetRequest, type SetResponse, scanSetRequest, scanSetResponse } from './set.ts';
import { type ShortNameApdu, scanShortName } from './short-names.ts';
import { apduName } from './tags.ts';

/** An APDU whose first octet is known, or not, and whose content is not read here. */
export interface UnreadApdu {
  readonly type: 'unknown';
  readonly tag: number;
  readonly name: string | null;
}

export type Apdu =
  | Aarq
  | Aare
  | Release
  | InitiateRequest
  | InitiateResponse
  | GetRequest
  | GetResponse
  | SetRequest
  | SetResponse
  | ActionRequest
  | ActionResponse
  | DataNotification
  | EventNotification
  | AccessRequest
  | AccessResponse
  | GeneralBlockTransfer
  | ShortNameApdu
  | ExceptionResponse
  | ConfirmedServiceError
  | CipheredApdu
  | UnreadApdu;

export interface ParsedApdu {
  readonly apdu: Apdu;
  /** Behind its last octet. */
  readonly end: number;
  readonly defects: readonly ApduDefect[];
}

/** Reads the APDU in `bytes[at, end)`. Never throws; what is wrong stands in the defects. */
export function parseApdu(bytes: Uint8Array, at = 0, end = bytes.length, sink: FieldSink | null = null): ParsedApdu {
  const scan = new Scan(bytes, at, end, sink);
  const apdu = scanApdu(scan);
  const stop = scan.at;
  if (stop < end) {
    const failed = scan.failed;
    scan.failed = false;
    scan.at = end;
    scan.tell('apdu.rest', stop);
    if (!failed) scan.note('left-over', stop, end, { declared: 0, actual: end - stop });
  }
  return { apdu, end: stop, defects: scan.defects };
}

const readers: Readonly<Record<number, (scan: Scan) => Apdu>> = {
  1: scanInitiateRequest,
  8: scanInitiateResponse,
  14: scanServiceError,
  15: scanDataNotification,
  96: scanAarq,
  97: scanAare,
  98: (scan) => scanRelease(scan, 'RLRQ'),
  99: (scan) => scanRelease(scan, 'RLRE'),
  192: scanGetRequest,
  193: scanSetRequest,
  194: scanEventNotification,
  195: scanActionRequest,
  196: scanGetResponse,
  197: scanSetResponse,
  199: scanActionResponse,
  216: scanException,
  217: scanAccessRequest,
  218: scanAccessResponse,
  224: scanBlockTransfer,
};

function scanApdu(scan: Scan): Apdu {
  const tag = scan.peek();
  const name = apduName(tag);
  if (name === null) {
    scan.fail(tag < 0 ? 'cut' : 'tag-unknown');
    return { type: 'unknown', tag, name };
  }
  const from = scan.at;
  scan.at += 1;
  scan.tell('apdu.tag', from, tag, name);
  const read = readers[tag];
  if (read !== undefined) return read(scan);
  const shortName = scanShortName(scan, tag);
  if (shortName !== null) return shortName;
  if (name.startsWith('glo-') || name.startsWith('ded-') || (tag >= 0xdb && tag <= 0xdd))
    return scanCiphered(scan, tag, name);
  scan.stretch('apdu.rest', scan.left);
  return { type: 'unknown', tag, name };
}
