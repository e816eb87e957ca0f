/** The only sockets and timers: a line over TCP, its recording (secrets masked), its replay, and what is known of the path. */
export { type CaptureDefect, type CaptureEvent, type Connection, parseCapture, renderCaptureEvent } from './capture.ts';
export { type Arrival, type Line, type LineEnd, LineError, type LineErrorCode, type OpenLine } from './line.ts';
export { type LocalHolders, localHolders } from './local-holder.ts';
export { pause } from './pause.ts';
export { PcapngWriter } from './pcapng.ts';
export { type PingResult, ping } from './ping.ts';
export { recordingOpen } from './recording.ts';
export { replayOpen } from './replay.ts';
export { type Masked, maskOctet, SecretMask } from './secret-mask.ts';
export { openTcp } from './tcp.ts';
