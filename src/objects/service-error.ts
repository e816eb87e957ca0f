/** What a service came to that gave no data: a code for a reading, or the loss of the whole session. */

import { errorClasses, exceptionServices, exceptionStates, nameOfResult } from '../dlms/index.ts';
import type { ServiceTrouble } from '../session/index.ts';
import type { Lost } from './access.ts';

export type ServiceError =
  | { readonly type: 'error'; readonly error: string; readonly isRefusal: boolean }
  | { readonly type: 'lost'; readonly lost: Lost };

/**
 * `read-write-denied` and its kin for a data-access-result; `exception-response: …` and `confirmed-service-error: …` for an
 * answer that is an error; `malformed: …` for one that cannot be read; `not-asked: …` where the association forbids it.
 */
export function serviceError(trouble: ServiceTrouble): ServiceError {
  switch (trouble.type) {
    case 'refused':
      return {
        type: 'error',
        error: trouble.name === 'unknown' ? `data-access-result ${trouble.code}` : trouble.name,
        isRefusal: true,
      };
    case 'exception': {
      const state = nameOfResult(exceptionStates, trouble.state);
      const service = nameOfResult(exceptionServices, trouble.service);
      return { type: 'error', error: `exception-response: ${state}, ${service}`, isRefusal: true };
    }
    case 'service-error': {
      const kind = nameOfResult<string>(errorClasses, trouble.errorClass);
      return { type: 'error', error: `confirmed-service-error: ${kind}, ${trouble.code}`, isRefusal: true };
    }
    case 'malformed':
      return { type: 'error', error: `malformed: ${trouble.why}`, isRefusal: false };
    case 'not-asked':
      return { type: 'error', error: `not-asked: ${trouble.why}`, isRefusal: false };
    case 'failed': {
      const { code, received, late } = trouble.failure;
      return { type: 'lost', lost: { code, received, late } };
    }
  }
}
