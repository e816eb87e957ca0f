/** APDUs by their first octet (COSEMpdu; ACSE for 60 to 63), and the choice that some carry in their second. */

const choices = {
  get: { 1: 'normal', 2: 'next', 3: 'with-list' },
  'get-response': { 1: 'normal', 2: 'with-datablock', 3: 'with-list' },
  set: {
    1: 'normal',
    2: 'with-first-datablock',
    3: 'with-datablock',
    4: 'with-list',
    5: 'with-list-and-first-datablock',
  },
  'set-response': { 1: 'normal', 2: 'datablock', 3: 'last-datablock', 4: 'last-datablock-with-list', 5: 'with-list' },
  action: {
    1: 'normal',
    2: 'next-pblock',
    3: 'with-list',
    4: 'with-first-pblock',
    5: 'with-list-and-first-pblock',
    6: 'with-pblock',
  },
  'action-response': { 1: 'normal', 2: 'with-pblock', 3: 'with-list', 4: 'next-pblock' },
} as const satisfies Record<string, Readonly<Record<number, string>>>;

interface ApduRow {
  readonly name: string;
  readonly choice?: keyof typeof choices;
}

const rows: Readonly<Record<number, ApduRow>> = {
  1: { name: 'InitiateRequest' },
  5: { name: 'ReadRequest' },
  6: { name: 'WriteRequest' },
  8: { name: 'InitiateResponse' },
  12: { name: 'ReadResponse' },
  13: { name: 'WriteResponse' },
  14: { name: 'confirmed-service-error' },
  15: { name: 'Data-Notification' },
  16: { name: 'Data-Notification-Confirm' },
  22: { name: 'UnconfirmedWriteRequest' },
  24: { name: 'InformationReportRequest' },
  33: { name: 'glo-InitiateRequest' },
  37: { name: 'glo-ReadRequest' },
  38: { name: 'glo-WriteRequest' },
  40: { name: 'glo-InitiateResponse' },
  44: { name: 'glo-ReadResponse' },
  45: { name: 'glo-WriteResponse' },
  46: { name: 'glo-confirmed-service-error' },
  54: { name: 'glo-UnconfirmedWriteRequest' },
  56: { name: 'glo-InformationReportRequest' },
  65: { name: 'ded-InitiateRequest' },
  69: { name: 'ded-ReadRequest' },
  70: { name: 'ded-WriteRequest' },
  72: { name: 'ded-InitiateResponse' },
  76: { name: 'ded-ReadResponse' },
  77: { name: 'ded-WriteResponse' },
  78: { name: 'ded-confirmed-service-error' },
  86: { name: 'ded-UnconfirmedWriteRequest' },
  88: { name: 'ded-InformationReportRequest' },
  96: { name: 'AARQ' },
  97: { name: 'AARE' },
  98: { name: 'RLRQ' },
  99: { name: 'RLRE' },
  192: { name: 'GET-Request', choice: 'get' },
  193: { name: 'SET-Request', choice: 'set' },
  194: { name: 'Event-Notification' },
  195: { name: 'ACTION-Request', choice: 'action' },
  196: { name: 'GET-Response', choice: 'get-response' },
  197: { name: 'SET-Response', choice: 'set-response' },
  199: { name: 'ACTION-Response', choice: 'action-response' },
  200: { name: 'glo-GET-Request' },
  201: { name: 'glo-SET-Request' },
  202: { name: 'glo-Event-Notification' },
  203: { name: 'glo-ACTION-Request' },
  204: { name: 'glo-GET-Response' },
  205: { name: 'glo-SET-Response' },
  207: { name: 'glo-ACTION-Response' },
  208: { name: 'ded-GET-Request' },
  209: { name: 'ded-SET-Request' },
  210: { name: 'ded-Event-Notification' },
  211: { name: 'ded-ACTION-Request' },
  212: { name: 'ded-GET-Response' },
  213: { name: 'ded-SET-Response' },
  215: { name: 'ded-ACTION-Response' },
  216: { name: 'exception-response' },
  217: { name: 'Access-Request' },
  218: { name: 'Access-Response' },
  219: { name: 'general-glo-ciphering' },
  220: { name: 'general-ded-ciphering' },
  221: { name: 'general-ciphering' },
  223: { name: 'general-signing' },
  224: { name: 'general-block-transfer' },
};

/** The kind of an APDU by its first octets, as `GET-Request` with `normal`; null for a first octet without a row. */
export function apduKind(apdu: Uint8Array): { readonly name: string; readonly choice: string | null } | null {
  const row = rows[apdu[0] ?? 0];
  if (row === undefined) return null;
  const table: Readonly<Record<number, string>> = row.choice === undefined ? {} : choices[row.choice];
  return { name: row.name, choice: table[apdu[1] ?? 0] ?? null };
}
