/** What `dissect` says of an APDU, in the words of the collection. */
import { toHex } from '../../src/bytes/hex.ts';
import type { ApduNode, Item, Node } from '../../src/dissect/index.ts';
import { conformanceOf, type DataValue, parseDateTime, renderObis } from '../../src/dlms/index.ts';

export type Facts = Record<string, unknown>;
type Apdu = ApduNode['apdu'];

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');
const hexOr = (bytes: Uint8Array | null): string | null => (bytes === null ? null : toHex(bytes));

/** `["long-unsigned", 8]`, `["structure", [ … ]]`. */
export function dataFacts(value: DataValue): readonly unknown[] {
  if ('items' in value) return [value.type, value.items.map(dataFacts)];
  if ('value' in value) return [value.type, typeof value.value === 'bigint' ? Number(value.value) : value.value];
  if (!('bytes' in value)) return [value.type, null];
  if (value.type === 'visible-string') return [value.type, String.fromCharCode(...value.bytes)];
  return [value.type, toHex(value.bytes)];
}

const attributeFacts = (one: {
  readonly classId: number;
  readonly logicalName: string;
  readonly attribute: number;
}) => ({
  class: one.classId,
  obis: renderObis(one.logicalName),
  attribute: one.attribute,
});

const invokeFacts = ({ id, confirmed, highPriority }: { id: number; confirmed: boolean; highPriority: boolean }) => ({
  invoke_id: id,
  confirmed,
  high_priority: highPriority,
});

function selectionFacts(selection: { readonly selector: number; readonly parameters: DataValue } | null): Facts {
  if (selection === null) return {};
  return { access_selector: selection.selector, access_parameters: dataFacts(selection.parameters) };
}

type Result = { readonly kind: 'data'; readonly data: DataValue } | { readonly kind: 'error'; readonly name: string };
const resultFacts = (result: Result): Facts =>
  result.kind === 'data' ? { data: dataFacts(result.data) } : { data_access_result: result.name };

function dateTimeFacts(bytes: Uint8Array | null): Facts {
  if (bytes === null) return { date_time: null };
  const { year, month, day, weekday, hour, minute, second, hundredths, deviation } = parseDateTime(bytes);
  return {
    date_time: toHex(bytes),
    date_time_fields: {
      year,
      month,
      day,
      dow: weekday,
      hour,
      minute,
      second,
      hundredths: hundredths ?? 255,
      deviation_min: deviation,
      status: hexByte(bytes[11] as number),
    },
  };
}

/** The names of all problems at a node and below. */
const codesIn = (node: Node | null): readonly string[] =>
  node === null
    ? []
    : [...(node.problems ?? []).map(({ code }) => code), ...(node.children ?? []).flatMap((child) => codesIn(child))];

function userFacts(user: Apdu | null, node: Node | null): unknown {
  if (user === null) return undefined;
  const short = codesIn(node).includes('apdu-conformance-tag-short') ? { conformance_tag_short: true } : {};
  if (user.type === 'InitiateRequest') {
    return {
      kind: 'initiate-request',
      ...short,
      dedicated_key: hexOr(user.dedicatedKey),
      response_allowed: user.responseAllowed,
      qos: user.qualityOfService,
      dlms_version: user.version,
      proposed_conformance: user.conformance.toString(16).padStart(6, '0'),
      proposed_conformance_bits: conformanceOf(user.conformance),
      client_max_pdu: user.maximumPdu,
    };
  }
  if (user.type === 'InitiateResponse') {
    return {
      kind: 'initiate-response',
      ...short,
      qos: user.qualityOfService,
      dlms_version: user.version,
      negotiated_conformance: user.conformance.toString(16).padStart(6, '0'),
      negotiated_conformance_bits: conformanceOf(user.conformance),
      server_max_pdu: user.maximumPdu,
      vaa_name: user.vaaName.toString(16).padStart(4, '0'),
    };
  }
  return apduFacts(user, null);
}

function variableFacts(one: Facts): Facts {
  const name = Number(one.name).toString(16).padStart(4, '0');
  if (one.kind === 'variable-name') return { variable_name: name };
  if (one.kind === 'block-number-access') return { block_number_access: one.block };
  return { parameterised: name, selector: one.selector, parameter: dataFacts(one.parameters as DataValue) };
}

function acseFacts(apdu: Extract<Apdu, { readonly components: unknown }>, node: Node | null): Facts {
  const length = node?.problems ?? [];
  const wrong = [...length, ...(node?.children ?? []).flatMap(({ problems }) => problems ?? [])].find(
    ({ code, offset }) => code === 'apdu-length-wrong' && offset === (node?.offset ?? 0) + 1,
  );
  const facts: Facts = {
    components: apdu.components.map(hexByte),
    user_information: userFacts(apdu.userInformation as Apdu | null, node),
    ...(wrong === undefined ? {} : { length_ok: false, length_declared: wrong.declared, length_actual: wrong.actual }),
  };
  if ('reason' in apdu) return { ...facts, reason: apdu.reason };
  const others = (node?.children ?? []).filter((one) => one.children?.some(({ field }) => field === 'acse.other'));
  const part = (field: string) =>
    node?.children?.flatMap((one) => one.children ?? []).find((one) => one.field === field);
  const optional: Facts = {
    context_oid: apdu.contextOid,
    // It has a word for what is no context of DLMS.
    context: apdu.context ?? (apdu.contextOid === null ? undefined : 'not a DLMS UA context'),
    mechanism_oid: apdu.mechanismOid,
    mechanism: apdu.mechanism,
    auth_value: hexOr(apdu.authentication),
    acse_requirements: hexOr(apdu.requirements),
    system_title: hexOr(apdu.systemTitle),
    protocol_version: part('acse.protocol-version')?.hex,
  };
  if (others.length > 0) {
    optional.other = Object.fromEntries(others.map((one) => [one.hex.slice(0, 2), one.children?.at(-1)?.hex]));
  }
  if (apdu.type === 'AARQ') return { ...facts, ...optional };
  return {
    ...facts,
    ...optional,
    result: apdu.resultName,
    diagnostic_source: apdu.diagnosticSource,
    diagnostic: apdu.diagnosticName,
  };
}

const kinds: Readonly<Record<string, string>> = {
  'GET-Request': 'GET.request',
  'GET-Response': 'GET.response',
  'SET-Request': 'SET.request',
  'SET-Response': 'SET.response',
  'ACTION-Request': 'ACTION.request',
  'ACTION-Response': 'ACTION.response',
  'Data-Notification': 'data-notification',
  'Event-Notification': 'EVENT-NOTIFICATION.request',
};

function kindOf(apdu: Apdu): string {
  if (apdu.type === 'ciphered') return apdu.service.replace(/([a-z])(?=Re(quest|sponse))/, '$1-').toLowerCase();
  const kind = kinds[apdu.type] ?? apdu.type;
  return 'choice' in apdu ? `${kind}.${apdu.choice}` : kind;
}

/** @param node the APDU's node, for what only its tree says */
export function apduFacts(apdu: Apdu, node: Node | null): Facts {
  const kind = { kind: kindOf(apdu) };
  switch (apdu.type) {
    case 'AARQ':
    case 'AARE':
    case 'RLRQ':
    case 'RLRE':
      return { ...kind, ...acseFacts(apdu, node) };
    case 'GET-Request': {
      const facts = { ...kind, ...invokeFacts(apdu.invoke) };
      if (apdu.choice === 'normal') {
        return { ...facts, ...attributeFacts(apdu.attribute), ...selectionFacts(apdu.attribute.selection) };
      }
      if (apdu.choice === 'next') return { ...facts, block_number: apdu.block };
      return apdu.choice === 'with-list' ? { ...facts, list: apdu.attributes.map(attributeFacts) } : facts;
    }
    case 'GET-Response': {
      const facts = { ...kind, ...invokeFacts(apdu.invoke) };
      if (apdu.choice === 'normal') return { ...facts, ...resultFacts(apdu.result) };
      if (apdu.choice === 'with-list') return { ...facts, results: apdu.results.map(resultFacts) };
      if (apdu.choice !== 'with-datablock') return facts;
      const { last, number, result } = apdu.block;
      const block = { ...facts, last_block: last, block_number: number };
      return result.kind === 'raw'
        ? { ...block, raw_len: result.bytes.length, raw_complete: true }
        : { ...block, data_access_result: result.name };
    }
    case 'SET-Request':
      return apdu.choice === 'normal'
        ? { ...kind, ...invokeFacts(apdu.invoke), ...attributeFacts(apdu.attribute), data: dataFacts(apdu.data) }
        : kind;
    case 'SET-Response': {
      const facts = { ...kind, ...invokeFacts(apdu.invoke) };
      if (apdu.choice === 'normal') return { ...facts, data_access_result: apdu.result.name };
      return apdu.choice === 'with-list'
        ? { ...facts, data_access_results: apdu.results.map(({ name }) => name) }
        : facts;
    }
    case 'ACTION-Request':
      return apdu.choice === 'normal'
        ? {
            ...kind,
            ...invokeFacts(apdu.invoke),
            class: apdu.method.classId,
            obis: renderObis(apdu.method.logicalName),
            method: apdu.method.method,
            ...(apdu.parameters === null ? {} : { data: dataFacts(apdu.parameters) }),
          }
        : kind;
    case 'ACTION-Response':
      return apdu.choice === 'normal'
        ? {
            ...kind,
            ...invokeFacts(apdu.invoke),
            action_result: apdu.name,
            ...(apdu.result === null ? {} : resultFacts(apdu.result)),
          }
        : kind;
    case 'Data-Notification':
      return {
        ...kind,
        long_invoke_id: apdu.invoke.id,
        flags: hexByte(apdu.invoke.flags),
        ...dateTimeFacts(apdu.dateTime),
        data: dataFacts(apdu.body),
      };
    case 'Event-Notification':
      return { ...kind, ...attributeFacts(apdu.attribute), data: dataFacts(apdu.data) };
    case 'ReadRequest':
      return { ...kind, list: apdu.variables.map((one) => variableFacts(one as Facts)) };
    case 'WriteRequest':
      return {
        ...kind,
        list: apdu.variables.map((one) => variableFacts(one as Facts)),
        values: apdu.data.map(dataFacts),
      };
    case 'ReadResponse':
      return { ...kind, results: apdu.results.map((one) => readResultFacts(one as Facts)) };
    case 'WriteResponse':
      return { ...kind, results: apdu.results.map((one) => ('name' in one ? one.name : one.block)) };
    case 'general-block-transfer':
      return {
        ...kind,
        last_block: apdu.last,
        streaming: apdu.streaming,
        window: apdu.window,
        block_number: apdu.block,
        block_number_ack: apdu.acknowledged,
        length_declared: apdu.part.length,
        length_ok: true,
      };
    case 'exception-response':
      return {
        ...kind,
        state_error: apdu.stateName,
        service_error: apdu.serviceName,
        invocation_counter: apdu.counter,
      };
    case 'confirmed-service-error':
      return { ...kind, service: apdu.serviceName, error: apdu.className, value: apdu.valueName };
    case 'ciphered':
      return {
        ...kind,
        system_title: hexOr(apdu.systemTitle),
        length_declared: apdu.declared,
        length_ok: true,
        security_control: hexByte(apdu.control),
        suite: apdu.suite,
        authenticated: apdu.authenticated,
        encrypted: apdu.encrypted,
        broadcast_key: apdu.broadcastKey,
        compressed: apdu.compressed,
        invocation_counter: apdu.counter,
        tag: hexOr(apdu.authenticationTag),
        payload_len: apdu.text.length,
      };
    default:
      return kind;
  }
}

function readResultFacts(one: Facts): Facts {
  if (one.kind === 'data') return { data: dataFacts(one.data as DataValue) };
  if (one.kind === 'data-block-result') {
    return { last_block: one.last, block_number: one.block, raw_len: (one.raw as Uint8Array).length };
  }
  return { data_access_error: one.name };
}

/** Readings as the collection has them. */
export function readingFacts(item: Item): readonly Facts[] {
  return (item.push?.readings ?? [])
    .filter(({ obisByPlace }) => obisByPlace === undefined)
    .map(({ obis, type, value, scaler, unit, unitCode, class: classId, attribute }) => ({
      obis,
      type,
      value,
      ...(classId === undefined ? {} : { class: classId, attribute }),
      ...(scaler === null ? {} : { scaler, unit: unitCode, unit_name: unit ?? '' }),
    }));
}
