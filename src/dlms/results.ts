/** What answers say in numbers: results, reasons and errors by their standard names (COSEMpdu, Green Book 9.5). */
export const dataAccessResults = {
  0: 'success',
  1: 'hardware-fault',
  2: 'temporary-failure',
  3: 'read-write-denied',
  4: 'object-undefined',
  9: 'object-class-inconsistent',
  11: 'object-unavailable',
  12: 'type-unmatched',
  13: 'scope-of-access-violated',
  14: 'data-block-unavailable',
  15: 'long-get-aborted',
  16: 'no-long-get-in-progress',
  17: 'long-set-aborted',
  18: 'no-long-set-in-progress',
  19: 'data-block-number-invalid',
  250: 'other-reason',
} as const satisfies Readonly<Record<number, string>>;
export type DataAccessResult = (typeof dataAccessResults)[keyof typeof dataAccessResults] | 'unknown';

/** ACTION shares most names; it has results of its own for long actions. */
export const actionResults = {
  0: 'success',
  1: 'hardware-fault',
  2: 'temporary-failure',
  3: 'read-write-denied',
  4: 'object-undefined',
  9: 'object-class-inconsistent',
  11: 'object-unavailable',
  12: 'type-unmatched',
  13: 'scope-of-access-violated',
  14: 'data-block-unavailable',
  15: 'long-action-aborted',
  16: 'no-long-action-in-progress',
  250: 'other-reason',
} as const satisfies Readonly<Record<number, string>>;
export type ActionResult = (typeof actionResults)[keyof typeof actionResults] | 'unknown';

export const associationResults = {
  0: 'accepted',
  1: 'rejected-permanent',
  2: 'rejected-transient',
} as const satisfies Readonly<Record<number, string>>;
export type AssociationResult = (typeof associationResults)[keyof typeof associationResults] | 'unknown';

/** acse-service-user. */
export const userDiagnostics = {
  0: 'null',
  1: 'no-reason-given',
  2: 'application-context-name-not-supported',
  3: 'calling-AP-title-not-recognized',
  4: 'calling-AP-invocation-identifier-not-recognized',
  5: 'calling-AE-qualifier-not-recognized',
  6: 'calling-AE-invocation-identifier-not-recognized',
  7: 'called-AP-title-not-recognized',
  8: 'called-AP-invocation-identifier-not-recognized',
  9: 'called-AE-qualifier-not-recognized',
  10: 'called-AE-invocation-identifier-not-recognized',
  11: 'authentication-mechanism-name-not-recognised',
  12: 'authentication-mechanism-name-required',
  13: 'authentication-failure',
  14: 'authentication-required',
} as const satisfies Readonly<Record<number, string>>;
/** acse-service-provider. */
export const providerDiagnostics = {
  0: 'null',
  1: 'no-reason-given',
  2: 'no-common-acse-version',
} as const satisfies Readonly<Record<number, string>>;
export type Diagnostic =
  | (typeof userDiagnostics)[keyof typeof userDiagnostics]
  | (typeof providerDiagnostics)[keyof typeof providerDiagnostics]
  | 'unknown';

export const releaseReasons = {
  0: 'normal',
  1: 'urgent-or-not-finished',
  30: 'user-defined',
} as const satisfies Readonly<Record<number, string>>;

export const exceptionStates = {
  1: 'service-not-allowed',
  2: 'service-unknown',
} as const satisfies Readonly<Record<number, string>>;
export const exceptionServices = {
  1: 'operation-not-possible',
  2: 'service-not-supported',
  3: 'other-reason',
  4: 'pdu-too-long',
  5: 'deciphering-error',
  6: 'invocation-counter-error',
} as const satisfies Readonly<Record<number, string>>;

/** confirmed-service-error: which service. */
export const errorServices = {
  1: 'initiate-error',
  2: 'get-status',
  3: 'get-name-list',
  4: 'get-variable-attribute',
  5: 'read',
  6: 'write',
  19: 'terminate-upload',
} as const satisfies Readonly<Record<number, string>>;

/** confirmed-service-error: which kind of error, and its values. */
export const errorClasses = {
  0: 'application-reference',
  1: 'hardware-resource',
  2: 'vde-state-error',
  3: 'service',
  4: 'definition',
  5: 'access',
  6: 'initiate',
  7: 'load-data-set',
  9: 'task',
  10: 'other',
} as const satisfies Readonly<Record<number, string>>;

export const errorValues: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  0: {
    0: 'other',
    1: 'time-elapsed',
    2: 'application-unreachable',
    3: 'application-reference-invalid',
    4: 'application-context-unsupported',
    5: 'provider-communication-error',
    6: 'deciphering-error',
  },
  1: {
    0: 'other',
    1: 'memory-unavailable',
    2: 'processor-resource-unavailable',
    3: 'mass-storage-unavailable',
    4: 'other-resource-unavailable',
  },
  2: { 0: 'other', 1: 'no-dlms-context', 2: 'loading-data-set', 3: 'status-nochange', 4: 'status-inoperable' },
  3: { 0: 'other', 1: 'pdu-size', 2: 'service-unsupported' },
  4: { 0: 'other', 1: 'object-undefined', 2: 'object-class-inconsistent', 3: 'object-attribute-inconsistent' },
  5: {
    0: 'other',
    1: 'scope-of-access-violated',
    2: 'object-access-violated',
    3: 'hardware-fault',
    4: 'object-unavailable',
  },
  6: {
    0: 'other',
    1: 'dlms-version-too-low',
    2: 'incompatible-conformance',
    3: 'pdu-size-too-short',
    4: 'refused-by-the-vde-handler',
  },
};

/** The name of a number in a table; `unknown` where it has none. */
export function nameOfResult<Name extends string>(
  table: Readonly<Record<number, Name>>,
  code: number,
): Name | 'unknown' {
  return table[code] ?? 'unknown';
}
