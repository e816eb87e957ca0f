/** Causes in English words: the way to the gateway, and the gateway itself. */
import type { CauseWords } from './cause-words.ts';

export const causesWayEn = {
  ok: {
    title: 'The meter talks, to the depth that was asked',
    means:
      'The meter answers in valid frames, for the credential sets and as deep as the table shows. What was not asked is not covered.',
    possible: 'The meter may be in order; nothing that was asked speaks against it.',
    proof: '`meter test` with a greater depth asks the layers that this test left out.',
    remedy: [
      'If the collector still gets no reading, compare its server address, client SAP and secret with those of this test.',
      'Make sure the collector runs again.',
    ],
  },
  'self.busy': {
    title: 'Another run of this tool holds the line',
    means:
      'A second `meter` on this host already talks to the same endpoint. Nothing was sent; the meter was not asked.',
    possible: 'Another run of this tool may hold the line.',
    proof: 'Ending the other run and repeating the test decides it.',
    remedy: [
      'Wait until the other run has ended, or end it with Ctrl-C in its own window; it closes its link by itself.',
      'Repeat the test.',
    ],
  },
  'tcp.refused': {
    title: 'Nobody accepts connections on this port',
    means:
      'The connection was refused at once: the address is in use, but nothing serves this port now. The meter was not asked.',
    possible: 'The gateway may refuse the connection, because its service is down or because its only place is taken.',
    proof:
      'A timed connect to the same port, repeated after the collector is stopped, tells a dead service from a taken place.',
    remedy: [
      'Check the port number in the registry against the one set in the gateway.',
      'Start the service of the gateway, or restart the gateway.',
      'Stop the collector and repeat: some gateways refuse a second client in this way.',
    ],
  },
  'tcp.unreachable': {
    title: 'No route to the gateway',
    means:
      'The network reported that it cannot reach the gateway: the gateway is off, or the way to it is broken. The meter was not asked.',
    possible: 'The route to the gateway may be missing: tunnel, VPN, SIM or cable.',
    proof: 'A ping and a connect to a neighbour in the same network show where the path ends.',
    remedy: [
      'Check the tunnel, VPN or mobile link that leads to the gateway.',
      'Check the power and the network cable of the gateway.',
      'Check the IP address in the registry.',
    ],
  },
  'tcp.timeout': {
    title: 'Nothing answers the connection attempt',
    means:
      'Neither acceptance nor refusal came back. The host is off, a filter drops the packets, or its queue is full. The meter was not asked.',
    possible: 'The gateway may be off, filtered, or out of free connections.',
    proof:
      'A ping, and a connect to another port of the same host, separate a dead host from a filtered or exhausted port.',
    remedy: [
      'Check whether the host answers a ping, where ping is allowed.',
      'Check the firewall and the tunnel for this port.',
      'Stop every client of this gateway, wait a minute, and repeat.',
      'Repeat with a longer `--connect-timeout` on a slow mobile link.',
    ],
  },
  'tcp.unknown-host': {
    title: 'The host name does not resolve',
    means: 'The name has no address on this computer. Nothing was sent to the network of the meter.',
    possible: 'The host name may be misspelt, or the name server may be out of reach.',
    proof: 'A name query, or a test with the IP address in place of the name, decides it.',
    remedy: [
      'Check the spelling of the name in the registry.',
      'Use the IP address in place of the name.',
      'Check the name server and the VPN of this computer.',
    ],
  },
  'gateway.busy': {
    title: 'The gateway already serves another client',
    means:
      'The gateway refused this connection because another client holds the port. The refusal comes from the gateway, not from the meter.',
    possible: 'The gateway may be busy with another client and keep this one waiting.',
    proof:
      'Stopping the other client (`meter pause` for the collector) and connecting again shows whether the port was the obstacle.',
    remedy: [
      'Stop the client that holds the port, most often the collector of this meter.',
      'Repeat the test; start the collector again afterwards.',
      'If nobody known holds it, wait up to 8 minutes, or close the connection in the gateway.',
    ],
  },
  'gateway.stale-client': {
    title: 'The gateway kept a client that had gone',
    means:
      'The port stayed busy although no known client held it, and then came free. A dead connection fits best; an unknown live client would look the same.',
    possible: 'The gateway may still hold the connection of a client that went away without closing.',
    proof:
      'The connection list of the gateway, or connects every 30 seconds for 8 minutes with every known client stopped, decides it.',
    remedy: [
      'Close the connection in the gateway, or restart its service.',
      'Shorten the TCP keep-alive or alive-check time of the gateway.',
      'Let clients close their connections, also when they are stopped.',
    ],
  },
  'gateway.device-error': {
    title: 'The gateway cannot open its serial port',
    means: 'The gateway lives and said in words that its serial device failed to open. The meter was not asked.',
    possible: 'The gateway may have lost its serial device.',
    proof: 'The text that the gateway sends at connect, and its own log, name the device and the error.',
    remedy: [
      'Check the USB or serial adapter of the gateway, and the device path in its configuration.',
      'Check whether another process on the gateway has locked the device.',
      'Restart the service of the gateway and read its log.',
    ],
  },
} as const satisfies Record<string, CauseWords>;
