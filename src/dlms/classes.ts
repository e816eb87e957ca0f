/**
 * Interface classes (Blue Book, IEC 62056-6-2): their names and those of their attributes and methods, as the standard
 * writes them. Attribute 1 of every class is logical_name; the others are counted from 2, methods from 1. A dash is a
 * number that the class leaves out. Of classes with several versions the newest is here: those listed only ever added at
 * the end. Classes without attributes here are known by name alone, or counted differently in other versions.
 */
type Row = readonly [id: number, name: string, attributes?: string, methods?: string];

const rows: readonly Row[] = [
  [1, 'Data', 'value'],
  [3, 'Register', 'value scaler_unit', 'reset'],
  [4, 'Extended register', 'value scaler_unit status capture_time', 'reset'],
  [
    5,
    'Demand register',
    'current_average_value last_average_value scaler_unit status capture_time start_time_current period number_of_periods',
    'reset next_period',
  ],
  [6, 'Register activation', 'register_assignment mask_list active_mask', 'add_register add_mask delete_mask'],
  [
    7,
    'Profile generic',
    'buffer capture_objects capture_period sort_method sort_object entries_in_use profile_entries',
    'reset capture',
  ],
  [
    8,
    'Clock',
    'time time_zone status daylight_savings_begin daylight_savings_end daylight_savings_deviation daylight_savings_enabled clock_base',
    'adjust_to_quarter adjust_to_measuring_period adjust_to_minute adjust_to_preset_time preset_adjusting_time shift_time',
  ],
  [9, 'Script table', 'scripts', 'execute'],
  [10, 'Schedule', 'entries', 'enable/disable insert delete'],
  [11, 'Special days table', 'entries', 'insert delete'],
  [
    12,
    'Association SN',
    'object_list access_rights_list security_setup_reference user_list current_user',
    '- - read_by_logicalname - change_secret - - reply_to_HLS_authentication add_user remove_user',
  ],
  [
    15,
    'Association LN',
    'object_list associated_partners_id application_context_name xDLMS_context_info authentication_mechanism_name secret association_status security_setup_reference user_list current_user',
    'reply_to_HLS_authentication change_HLS_secret add_object remove_object add_user remove_user',
  ],
  [17, 'SAP assignment', 'SAP_assignment_list', 'connect_logical_device'],
  [
    18,
    'Image transfer',
    'image_block_size image_transferred_blocks_status image_first_not_transferred_block_number image_transfer_enabled image_transfer_status image_to_activate_info',
    'image_transfer_initiate image_block_transfer image_verify image_activate',
  ],
  [19, 'IEC local port setup', 'default_mode default_baud prop_baud response_time device_addr pass_p1 pass_p2 pass_w5'],
  [
    20,
    'Activity calendar',
    'calendar_name_active season_profile_active week_profile_table_active day_profile_table_active calendar_name_passive season_profile_passive week_profile_table_passive day_profile_table_passive activate_passive_calendar_time',
    'activate_passive_calendar',
  ],
  [21, 'Register monitor', 'thresholds monitored_value actions'],
  [22, 'Single action schedule', 'executed_script type execution_time'],
  [
    23,
    'IEC HDLC setup',
    'comm_speed window_size_transmit window_size_receive max_info_field_length_transmit max_info_field_length_receive inter_octet_time_out inactivity_time_out device_address',
  ],
  [24, 'IEC twisted pair setup'],
  [25, 'M-Bus slave port setup', 'default_baud avail_baud addr_state bus_address'],
  [26, 'Utility tables', 'table_ID length buffer'],
  [27, 'Modem configuration', 'comm_speed initialization_string modem_profile'],
  [28, 'Auto answer', 'mode listening_window status number_of_calls number_of_rings list_of_allowed_callers'],
  [29, 'Auto connect', 'mode repetitions repetition_delay calling_window destination_list', 'connect'],
  [
    30,
    'Data protection',
    'protection_buffer protection_object_list protection_parameters_get protection_parameters_set required_protection',
    'get_protected_attributes set_protected_attributes invoke_protected_method',
  ],
  [
    40,
    'Push setup',
    'push_object_list send_destination_and_method communication_window randomisation_start_interval number_of_retries repetition_delay port_reference push_client_SAP push_protection_parameters push_operation_method confirmation_parameters last_confirmation_date_time',
    'push reset',
  ],
  [41, 'TCP-UDP setup', 'TCP-UDP_port IP_reference MSS nb_of_sim_conn inactivity_time_out'],
  [
    42,
    'IPv4 setup',
    'DL_reference IP_address multicast_IP_address IP_options subnet_mask gateway_IP_address use_DHCP_flag primary_DNS_address secondary_DNS_address',
    'add_mc_IP_address delete_mc_IP_address get_nbof_mc_IP_addresses',
  ],
  [43, 'MAC address setup', 'MAC_address'],
  [44, 'PPP setup', 'PHY_reference LCP_options IPCP_options PPP_authentication'],
  [45, 'GPRS modem setup', 'APN PIN_code quality_of_service'],
  [46, 'SMTP setup', 'server_port user_name login_password server_address sender_address'],
  [47, 'GSM diagnostic', 'operator status cs_attachment ps_status cell_info adjacent_cells capture_time'],
  [
    48,
    'IPv6 setup',
    'DL_reference address_config_mode unicast_IPv6_addresses multicast_IPv6_addresses gateway_IPv6_addresses primary_DNS_address secondary_DNS_address traffic_class neighbor_discovery_setup',
    'add_IPv6_address remove_IPv6_address',
  ],
  [50, 'S-FSK Phy&MAC setup'],
  [51, 'S-FSK active initiator'],
  [52, 'S-FSK MAC synchronization timeouts'],
  [53, 'S-FSK MAC counters'],
  [55, 'IEC 61334-4-32 LLC setup'],
  [56, 'S-FSK reporting system list'],
  [57, 'ISO/IEC 8802-2 LLC type 1 setup'],
  [58, 'ISO/IEC 8802-2 LLC type 2 setup'],
  [59, 'ISO/IEC 8802-2 LLC type 3 setup'],
  [61, 'Register table', 'table_cell_values table_cell_definition scaler_unit', 'reset capture'],
  [
    62,
    'Compact data',
    'compact_buffer capture_objects template_id template_description capture_method',
    'reset capture',
  ],
  [63, 'Status mapping', 'status_word mapping_table'],
  [
    64,
    'Security setup',
    'security_policy security_suite client_system_title server_system_title certificates',
    'security_activate key_transfer key_agreement generate_key_pair generate_certificate_request import_certificate export_certificate remove_certificate',
  ],
  [65, 'Parameter monitor', 'changed_parameter capture_time parameter_list', 'add_parameter delete_parameter'],
  [66, 'Measurement data monitoring'],
  [67, 'Sensor manager'],
  [68, 'Arbitrator'],
  [70, 'Disconnect control', 'output_state control_state control_mode', 'remote_disconnect remote_reconnect'],
  [
    71,
    'Limiter',
    'monitored_value threshold_active threshold_normal threshold_emergency min_over_threshold_duration min_under_threshold_duration emergency_profile emergency_profile_group_id_list emergency_profile_active actions',
  ],
  [
    72,
    'M-Bus client',
    'mbus_port_reference capture_definition capture_period primary_address identification_number manufacturer_id version device_type access_number status alarm configuration encryption_key_status',
    'slave_install slave_deinstall capture reset_alarm synchronize_clock data_send set_encryption_key transfer_key',
  ],
  [73, 'Wireless mode Q channel'],
  [74, 'M-Bus master port setup'],
  [76, 'DLMS server M-Bus port setup'],
  [77, 'M-Bus diagnostic'],
  [80, 'IEC 61334-4-32 LLC SSCS setup'],
  [81, 'PRIME NB OFDM PLC physical layer counters'],
  [82, 'PRIME NB OFDM PLC MAC setup'],
  [83, 'PRIME NB OFDM PLC MAC functional parameters'],
  [84, 'PRIME NB OFDM PLC MAC counters'],
  [85, 'PRIME NB OFDM PLC MAC network administration data'],
  [86, 'PRIME NB OFDM PLC application identification'],
  [90, 'G3-PLC MAC layer counters'],
  [91, 'G3-PLC MAC setup'],
  [92, 'G3-PLC 6LoWPAN adaptation layer setup'],
  [95, 'Wi-SUN setup'],
  [96, 'Wi-SUN diagnostic'],
  [97, 'RPL diagnostic'],
  [98, 'MPL diagnostic'],
  [100, 'NTP setup'],
  [101, 'ZigBee SAS startup'],
  [102, 'ZigBee SAS join'],
  [103, 'ZigBee SAS APS fragmentation'],
  [104, 'ZigBee network control'],
  [105, 'ZigBee tunnel setup'],
  [
    111,
    'Account',
    'account_mode_and_status current_credit_in_use current_credit_status available_credit amount_to_clear clearance_threshold aggregated_debt credit_reference_list charge_reference_list credit_charge_configuration token_gateway_configuration account_activation_time account_closure_time currency low_credit_threshold next_credit_available_threshold max_provision max_provision_period',
    'activate_account close_account reset_account',
  ],
  [
    112,
    'Credit',
    'current_credit_amount credit_type priority warning_threshold limit credit_configuration credit_status preset_credit_amount credit_available_threshold period',
    'update_amount set_amount_to_value invoke_credit',
  ],
  [
    113,
    'Charge',
    'total_amount_paid charge_type priority unit_charge_active unit_charge_passive unit_charge_activation_time period charge_configuration last_collection_time last_collection_amount total_amount_remaining proportion',
    'update_unit_charge activate_passive_unit_charge collect update_total_amount_remaining set_total_amount_remaining',
  ],
  [115, 'Token gateway', 'token token_time token_description token_delivery_method token_status', 'enter'],
  [116, 'IEC 62055-41 attributes'],
  [122, 'Function control'],
  [123, 'Array manager'],
  [124, 'Communication port protection'],
  [151, 'LTE monitoring'],
];

export interface ClassMember {
  /** Number of the attribute or method in its class. */
  readonly id: number;
  readonly name: string;
}

export interface InterfaceClass {
  readonly id: number;
  readonly name: string;
  /** Empty where the class is known by name alone; else from logical_name on. */
  readonly attributes: readonly ClassMember[];
  readonly methods: readonly ClassMember[];
}

const rowOf: ReadonlyMap<number, Row> = new Map(rows.map((row) => [row[0], row]));
/** Names are taken apart when a class is first asked for, not at every start of the program. */
const classes = new Map<number, InterfaceClass>();

/** The interface class of a class id; null where none is known. */
export function classOf(id: number): InterfaceClass | null {
  const known = classes.get(id);
  if (known !== undefined) return known;
  const row = rowOf.get(id);
  if (row === undefined) return null;
  const [, name, attributes, methods] = row;
  const made: InterfaceClass = {
    id,
    name,
    attributes: attributes === undefined ? [] : members(`logical_name ${attributes}`),
    methods: methods === undefined ? [] : members(methods),
  };
  classes.set(id, made);
  return made;
}

function members(names: string): readonly ClassMember[] {
  return names
    .split(' ')
    .map((name, index) => ({ id: index + 1, name }))
    .filter(({ name }) => name !== '-');
}

/** `scaler_unit` for attribute 3 of class 3; null where class or attribute are not known. */
export function attributeName(classId: number, attribute: number): string | null {
  return classOf(classId)?.attributes.find(({ id }) => id === attribute)?.name ?? null;
}

/** `reset` for method 1 of class 3; null where class or method are not known. */
export function methodName(classId: number, method: number): string | null {
  return classOf(classId)?.methods.find(({ id }) => id === method)?.name ?? null;
}
