/** What serial device servers say by themselves, as rows: refusals and banners in plain text, and telnet commands. */
export { readTelnet, type TelnetCommand, type TelnetVerb, telnetCommandAt } from './telnet.ts';
export { type GatewayText, gatewayTexts, type RecognisedText, recogniseText } from './texts.ts';
