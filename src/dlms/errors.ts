/**
 * Answers that are no answer to the question (COSEMpdu `ExceptionResponse`, `ConfirmedServiceError`):
 *
 *   D8 │ 01 │ 02                       state, service; 06 is followed by the invocation counter that is expected
 *   0E │ 01 │ 06 │ 01                  service, kind of error, value
 */
import {
  errorClasses,
  errorServices,
  errorValues,
  exceptionServices,
  exceptionStates,
  nameOfResult,
} from './results.ts';
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface ExceptionResponse {
  readonly type: 'exception-response';
  readonly state: number;
  readonly stateName: (typeof exceptionStates)[keyof typeof exceptionStates] | 'unknown';
  readonly service: number;
  readonly serviceName: (typeof exceptionServices)[keyof typeof exceptionServices] | 'unknown';
  /** Only with invocation-counter-error: the counter that the meter expects. */
  readonly counter: number | null;
}

export interface ConfirmedServiceError {
  readonly type: 'confirmed-service-error';
  readonly service: number;
  readonly serviceName: string;
  readonly errorClass: number;
  readonly className: string;
  readonly value: number;
  readonly valueName: string;
}

const counterError = 6;

/** Behind the tag D8. */
export function scanException(scan: Scan): ExceptionResponse {
  const state = scan.octet('exception.state', exceptionStates);
  const service = scan.octet('exception.service', exceptionServices);
  const counter = service === counterError && scan.left > 0 ? scan.number('exception.counter', 4) : null;
  return {
    type: 'exception-response',
    state,
    stateName: nameOfResult(exceptionStates, state),
    service,
    serviceName: nameOfResult(exceptionServices, service),
    counter: scan.failed ? null : counter,
  };
}

/** Behind the tag 0E. */
export function scanServiceError(scan: Scan): ConfirmedServiceError {
  const service = scan.octet('error.service', errorServices);
  const errorClass = scan.octet('error.class', errorClasses);
  const values = errorValues[errorClass] ?? {};
  const value = scan.octet('error.value', values);
  return {
    type: 'confirmed-service-error',
    service,
    serviceName: nameOfResult<string>(errorServices, service),
    errorClass,
    className: nameOfResult<string>(errorClasses, errorClass),
    value,
    valueName: nameOfResult(values, value),
  };
}

export function encodeExceptionResponse(state: number, service: number, counter: number | null = null): Uint8Array {
  const writer = new Writer().octets(0xd8, state, service);
  return (counter === null ? writer : writer.number(counter, 4)).done();
}

export function encodeServiceError(service: number, errorClass: number, value: number): Uint8Array {
  return Uint8Array.of(0x0e, service, errorClass, value);
}
