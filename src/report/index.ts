/** Evidence and verdicts → text, tables, JSON. Pure: chalk comes as an argument. */
export { Anonymizer, anonymousHistory, hideInCase } from './case-anonymous.ts';
export type { CaseFacts } from './case-facts.ts';
export { readCase } from './case-read.ts';
export { type CaseFormat, caseFormats, renderCase } from './case-render.ts';
export type { CaseAttachment, CaseCollector, CaseView } from './case-view.ts';
export { clockDocument } from './clock-json.ts';
export { type ClockTextOptions, renderClock } from './clock-text.ts';
export {
  type Clockwork,
  failureHint,
  failureText,
  pauseText,
  portText,
  renderFacts,
  type ShownPort,
  statusText,
} from './collector-facts.ts';
export {
  collectorDocument,
  failureDocument,
  portDocument,
  requiredDocument,
  safeJson,
  statusDocument,
} from './collector-json.ts';
export { type DecodedItem, decodeJsonHead, decodeJsonTail, renderDecodeJson } from './decode-json.ts';
export type { Paint } from './decode-rows.ts';
export { type DecodeTextOptions, plainPaint, renderDecodeText } from './decode-text.ts';
export { type DoctorRow, type DoctorState, renderDoctor } from './doctor-text.ts';
export { renderDuration } from './duration.ts';
export type {
  FollowEvent,
  FollowFact,
  FollowReason,
  FollowSummary,
  FollowVerdict,
  FollowWay,
} from './follow-event.ts';
export { followJson } from './follow-json.ts';
export type { DrawnLine } from './follow-line.ts';
export { logFigures } from './follow-log.ts';
export { FollowTally, Spread } from './follow-tally.ts';
export { renderFollowEvent } from './follow-text.ts';
export { FollowView } from './follow-view.ts';
export { type HealthRow, type Rate, renderHealth } from './health-text.ts';
export { historyCsvHead, historyCsvLines } from './history-csv.ts';
export { renderHistory } from './history-text.ts';
export type { HistoryDay, HistoryView, Moment } from './history-view.ts';
export { logLineJson, renderLogLine } from './log-line.ts';
export { type MeterRow, type MeterTableOptions, renderMeter, renderMeterList } from './meter-table.ts';
export { renderObjects, renderObjectTree, renderObjectValues } from './objects.ts';
export { askedOfRow, type ShownAsk } from './probe-asked.ts';
export { handWarning, lookAtHand } from './probe-hand.ts';
export { probeDocument } from './probe-json.ts';
export { maskedHand } from './probe-mask.ts';
export { planDocument, planSentence, renderPlan, type ShownPlan, serialSentence } from './probe-plan-text.ts';
export { type ProbeReport, type ProbeTextOptions, renderProbe, type ShownRow } from './probe-text.ts';
export { ProfileCsv } from './profile-csv.ts';
export { profileJsonEnd, profileJsonHead, profileJsonRows } from './profile-json.ts';
export { columnLabels, isQuantity } from './profile-labels.ts';
export { ProfilePlot } from './profile-plot.ts';
export { ProfileTable, profileName } from './profile-table.ts';
export { errorText, type ReadingTextOptions, renderReadingLine, renderReadings } from './readings.ts';
export { recoverDocument } from './recover-json.ts';
export {
  checkOutcomeText,
  type RecoverStepTimes,
  recoverEventText,
  renderRecover,
  renderRecoverPlan,
  renderRecoverStep,
} from './recover-text.ts';
export {
  type RecoverCheck,
  type RecoverNextName,
  type RecoverReport,
  type RecoverStepName,
  type RecoverStepRow,
  recoverStepNames,
} from './recover-view.ts';
export { renderTrouble, type SessionTrouble, troubleDocument } from './session-trouble.ts';
export { linePortText, renderStatusTable, type StatusRow } from './status-table.ts';
export { storyDocument } from './story-json.ts';
export { renderStory, type StoryTextOptions } from './story-text.ts';
export { testDocument } from './test-json.ts';
export { renderTest, type TestReport } from './test-text.ts';
export type { VerdictOptions } from './verdict-text.ts';
export { hang } from './wrap.ts';
export { renderWrite, type WriteRow } from './writes.ts';
