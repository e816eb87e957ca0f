/** What a field of an APDU says, in words. Names of the standard stay as they are; what they mean is told behind them. */
import { safeText } from '../bytes/printable.ts';
import type { ApduNode, BitName, Insight, Node } from '../dissect/index.ts';
import { type DecodeWords, fill } from '../wording/index.ts';

type ApduWords = DecodeWords['apdu'];

/** What is around a field. */
export interface ApduContext {
  readonly words: ApduWords;
  readonly insights: ReadonlyMap<Node, Insight>;
  readonly apdu: ApduNode['apdu'];
  /** Passwords as text. */
  readonly showSecrets: boolean;
}

const joined = (parts: readonly (string | null | undefined)[], by = ', '): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(by);

function lookUp(table: Readonly<Record<string, string>>, code: string | undefined): string | null {
  return code === undefined ? null : (table[code] ?? null);
}

const bit = ({ bits }: Node, field: BitName) => bits?.find((one) => one.field === field)?.value;

function octets({ values }: ApduWords, count: number): string {
  return count === 1 ? values.octet : fill(values.octets, { count });
}

const hex = (node: Node): string => node.hex.toUpperCase();

/** The words for a node of an APDU; empty where its bytes say it all. */
export function describeApduField(node: Node, context: ApduContext): string {
  const { words } = context;
  const { value, meaning } = node;
  const insight = context.insights.get(node) ?? {};
  switch (node.field) {
    case 'data':
    case 'data.content':
      return describeValue(node, insight, words);
    case 'data.header':
      return joined([
        value === 1 ? words.values.element : fill(words.values.elements, { count: Number(value) }),
        insight.factor,
      ]);
    case 'acse.header':
      return joined([meaning, octets(words, Number(value))]);
    case 'acse.context':
      return joined([meaning, lookUp(words.contexts, meaning)], ': ');
    case 'acse.mechanism':
      return joined([meaning, lookUp(words.mechanisms, meaning)], ': ');
    case 'acse.authentication':
      return describeSecret(node, context);
    case 'acse.title':
    case 'security.title':
      return joined([insight.term, octets(words, node.length)]);
    case 'acse.result':
    case 'result.error':
    case 'action.result':
    case 'access.result':
      return named(node, words.results, words);
    case 'acse.diagnostic':
      return named(node, words.diagnostics, words);
    case 'acse.reason':
      return named(node, words.reasons, words);
    case 'exception.state':
    case 'exception.service':
      return named(node, words.exceptions, words);
    case 'error.service':
    case 'error.class':
    case 'error.value':
      return named(node, {}, words);
    case 'initiate.response-allowed':
      if (meaning === 'absent') return words.values.allowed;
      return meaning === 'present' ? words.choices.present : value === 0 ? words.values.false : words.values.true;
    case 'initiate.pdu-size':
      return value === 0 ? `0: ${words.values.noLimit}` : `${value}`;
    case 'initiate.vaa-name':
      return joined([hex(node), lookUp(words.choices, meaning)], ': ');
    case 'initiate.conformance':
      return joined(
        (node.bits ?? []).map((one) => (one.value === true ? one.field.replace('conformance.', '') : null)),
      );
    case 'invoke':
      return joined([
        fill(words.values.invoke, { id: Number(bit(node, 'invoke.id')) }),
        bit(node, 'invoke.confirmed') === true ? words.values.confirmed : words.values.unconfirmed,
        bit(node, 'invoke.high-priority') === true ? words.values.highPriority : words.values.normalPriority,
      ]);
    case 'long-invoke':
      return joined([
        fill(words.values.invoke, { id: Number(value) % 0x1000000 }),
        fill(words.values.flags, { flags: hex(node).slice(0, 2) }),
      ]);
    case 'date-time.length':
      return value === 0 ? words.values.none : octets(words, Number(value));
    case 'date-time':
    case 'event.time':
      return insight.instant ?? '';
    case 'class-id':
      return joined([`${value}`, insight.term], ' ');
    case 'logical-name':
      return describeObis(insight, words);
    case 'attribute':
    case 'method':
      return joined([`${(Number(value) << 24) >> 24}`, insight.term], ' ');
    case 'gbt.control':
      return joined([
        bit(node, 'gbt.last') === true ? words.choices.last : words.choices['more-follow'],
        bit(node, 'gbt.streaming') === true ? words.values.streaming : null,
        fill(words.values.window, { count: Number(bit(node, 'gbt.window')) }),
      ]);
    case 'security.control':
      return describeSecurity(node, words);
    case 'read.name':
      return hex(node);
    case 'block.data':
    case 'security.text':
    case 'security.tag':
    case 'acse.other':
    case 'acse.requirements':
    case 'acse.protocol-version':
    case 'apdu.rest':
    case 'initiate.conformance-header':
    case 'data.description':
      return octets(words, node.length);
    default:
      return joined([lookUp(words.choices, meaning) ?? meaning ?? (value === undefined ? '' : `${value}`)]);
  }
}

/** `read-write-denied (3): this association may not`. */
function named({ value, meaning }: Node, table: Readonly<Record<string, string>>, words: ApduWords): string {
  if (meaning === undefined) return `${value}: ${words.values.unknownValue}`;
  return joined([`${meaning} (${value})`, lookUp(table, meaning)], ': ');
}

function describeObis({ obis, known, swapped }: Insight, { values }: ApduWords): string {
  if (obis === undefined) return '';
  return joined([swapped === true ? fill(values.swapped, { obis }) : obis, known], ' ');
}

function describeSecret(node: Node, { words, apdu, showSecrets }: ApduContext): string {
  const { values } = words;
  const count = node.length;
  const mechanism = 'mechanism' in apdu ? apdu.mechanism : null;
  if (mechanism === null || mechanism === 'none') return fill(values.secret, { count });
  if (mechanism !== 'LLS' || apdu.type === 'AARE') return fill(values.challenge, { count });
  if (!showSecrets) return fill(values.password, { count });
  const text = safeText(String.fromCharCode(...node.bytes.subarray(0, 256)));
  return fill(values.passwordShown, { count, text });
}

function describeSecurity(node: Node, { values }: ApduWords): string {
  const flag = (field: BitName, word: string): string | null => (bit(node, field) === true ? word : null);
  return joined([
    fill(values.suite, { suite: Number(bit(node, 'security.suite')) }),
    flag('security.authenticated', values.authenticated),
    flag('security.encrypted', values.encrypted),
    flag('security.broadcast-key', values.broadcastKey),
    flag('security.compressed', values.compressed),
  ]);
}

function describeValue(node: Node, insight: Insight, words: ApduWords): string {
  const { meaning, value } = node;
  if (insight.obis !== undefined) return describeObis(insight, words);
  if (insight.instant !== undefined) return insight.instant;
  if (insight.text !== undefined) return `"${safeText(insight.text)}"`;
  if (meaning === 'float32') return insight.quantity ?? '';
  if (insight.quantity !== undefined) return `${value} = ${insight.quantity}`;
  switch (meaning) {
    case 'null-data':
    case 'dont-care':
      return '';
    case 'boolean':
      return value === true ? words.values.true : words.values.false;
    case 'bit-string':
      return bitsText(node, words);
    case 'octet-string':
    case 'visible-string':
    case 'utf8-string':
      return octets(words, Number(value));
    default:
      return joined([value === undefined ? '' : `${value}`, insight.term], ' ');
  }
}

const longestBits = 32;

/** `1010`, the first bit first. */
function bitsText({ bytes, value }: Node, { values }: ApduWords): string {
  const count = Number(value);
  const content = bytes.subarray(bytes.length - Math.ceil(count / 8));
  const text = Array.from(content.subarray(0, longestBits / 8), (octet) => octet.toString(2).padStart(8, '0')).join('');
  return count > longestBits ? fill(values.bits, { count }) : text.slice(0, count);
}
