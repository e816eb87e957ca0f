/** Evidence and verdicts → text, tables, JSON. Pure: chalk comes as an argument. */
export { type DecodedItem, decodeJsonHead, decodeJsonTail, renderDecodeJson } from './decode-json.ts';
export type { Paint } from './decode-rows.ts';
export { type DecodeTextOptions, plainPaint, renderDecodeText } from './decode-text.ts';
export { type MeterRow, type MeterTableOptions, renderMeter, renderMeterList } from './meter-table.ts';
export { errorText, objectText, type ReadingTextOptions, renderReadingLine, renderReadings } from './readings.ts';
export { renderTrouble, type SessionTrouble, troubleDocument } from './session-trouble.ts';
export { testDocument } from './test-json.ts';
export { renderTest, type TestReport } from './test-text.ts';
export { hang } from './wrap.ts';
