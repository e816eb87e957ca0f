/**
 * The rules, most telling first. Every rule that holds names its cause, once; the first one that is more than merely noticed
 * is the verdict. `because` is mandatory: its sentence says why the bytes allow it, and no more than they allow.
 */
import { addressRules } from './address-rules.ts';
import { clientRules } from './client-rules.ts';
import { framingRules } from './framing-rules.ts';
import { closingRules, gatewayRules, placeRules } from './gateway-rules.ts';
import { handRules } from './hand-rules.ts';
import { lateRules } from './late-rules.ts';
import { lineRules } from './line-rules.ts';
import { linkRules, refusalRules } from './link-rules.ts';
import { loginRules } from './login-rules.ts';
import { networkRules } from './network-rules.ts';
import { pastRules } from './past-rules.ts';
import type { Rule } from './rule.ts';
import { serviceRules } from './service-rules.ts';

export const rules = [
  ...handRules,
  ...networkRules,
  ...placeRules,
  ...loginRules,
  ...serviceRules,
  ...addressRules,
  ...framingRules,
  ...linkRules,
  ...lateRules,
  ...clientRules,
  ...refusalRules,
  ...lineRules,
  ...gatewayRules,
  ...closingRules,
  ...pastRules,
] as const satisfies readonly Rule[];

export type RuleBecause = (typeof rules)[number]['because'];
