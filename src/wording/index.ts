/** Every sentence a user reads, in English and Spanish, complete by the compiler. */
export { type CauseWords, causeWords } from './causes.ts';
export { type ClockWords, clockWords } from './clock.ts';
export { type CollectorFailureName, type CollectorWords, collectorWords } from './collector.ts';
export { type DecodeWords, decodeWords } from './decode.ts';
export { type DemoWords, demoWords } from './demo.ts';
export { type DoctorName, type DoctorWords, doctorWords } from './doctor.ts';
export { type FollowWords, followWords } from './follow.ts';
export { type HealthWords, healthWords } from './health.ts';
export { type HelpWords, helpWords } from './help.ts';
export { type HistoryWords, historyWords } from './history.ts';
export { type Language, languageOf, languages } from './language.ts';
export { type ObjectWords, objectWords } from './objects.ts';
export { type ProfileWords, profileWords } from './profile.ts';
export { type Complaint, type RegistryWords, registryWords } from './registry.ts';
export { type SessionTroubleName, type SessionWords, sessionWords } from './session.ts';
export { type SimulateWords, simulateWords } from './simulate.ts';
export { fill, type TestWords, testWords } from './test.ts';
export { type TestCommandWords, testCommandWords } from './test-command.ts';
