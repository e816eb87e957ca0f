import { describe, expect, it } from 'vitest';
import { attributeName, classOf, methodName } from '../../src/dlms/classes.ts';

const all = Array.from({ length: 0x10000 }, (_, id) => classOf(id)).filter((one) => one !== null);

describe('interface classes', () => {
  it.each([
    [1, 'Data'],
    [3, 'Register'],
    [7, 'Profile generic'],
    [8, 'Clock'],
    [15, 'Association LN'],
    [23, 'IEC HDLC setup'],
    [46, 'SMTP setup'],
    [70, 'Disconnect control'],
    [115, 'Token gateway'],
  ])('%i is %s', (id, name) => expect(classOf(id)).toMatchObject({ id, name }));

  it.each([0, 2, 13, 14, 16, 9000, -1, 1.5])('%d is none', (id) => expect(classOf(id)).toBeNull());

  it.each([
    // The last attribute of each proves that none before it is missing.
    [1, 2, 'value'],
    [3, 3, 'scaler_unit'],
    [4, 5, 'capture_time'],
    [5, 9, 'number_of_periods'],
    [7, 2, 'buffer'],
    [7, 3, 'capture_objects'],
    [7, 8, 'profile_entries'],
    [8, 2, 'time'],
    [8, 9, 'clock_base'],
    [9, 2, 'scripts'],
    [11, 2, 'entries'],
    [15, 2, 'object_list'],
    [15, 7, 'secret'],
    [15, 11, 'current_user'],
    [17, 2, 'SAP_assignment_list'],
    [18, 7, 'image_to_activate_info'],
    [20, 10, 'activate_passive_calendar_time'],
    [21, 4, 'actions'],
    [22, 4, 'execution_time'],
    [23, 9, 'device_address'],
    [40, 8, 'port_reference'],
    [40, 13, 'last_confirmation_date_time'],
    [41, 6, 'inactivity_time_out'],
    [42, 10, 'secondary_DNS_address'],
    [64, 6, 'certificates'],
    [70, 4, 'control_mode'],
    [71, 11, 'actions'],
    [72, 14, 'encryption_key_status'],
  ])('%i has attribute %i, %s', (id, attribute, name) => expect(attributeName(id, attribute)).toBe(name));

  it.each([
    [3, 1, 'reset'],
    [7, 2, 'capture'],
    [8, 6, 'shift_time'],
    [12, 3, 'read_by_logicalname'],
    [12, 8, 'reply_to_HLS_authentication'],
    [15, 1, 'reply_to_HLS_authentication'],
    [18, 4, 'image_activate'],
    [64, 2, 'key_transfer'],
    [70, 2, 'remote_reconnect'],
    [72, 8, 'transfer_key'],
  ])('%i has method %i, %s', (id, method, name) => expect(methodName(id, method)).toBe(name));

  it('say nothing of what they do not have', () => {
    expect(attributeName(3, 4)).toBeNull();
    expect(attributeName(3, 0)).toBeNull();
    expect(attributeName(2, 1)).toBeNull();
    expect(methodName(1, 1)).toBeNull();
    expect(methodName(12, 4)).toBeNull();
  });

  it('have names that are each given once in their class', () => {
    expect(all.length).toBeGreaterThan(80);
    for (const { attributes, methods } of all) {
      if (attributes.length > 0) expect(attributes[0]).toEqual({ id: 1, name: 'logical_name' });
      for (const members of [attributes, methods]) {
        expect(new Set(members.map(({ name }) => name)).size).toBe(members.length);
        for (const { name } of members) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_/-]+$/);
      }
    }
  });
});
