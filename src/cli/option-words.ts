/** Words of options that only one command has: loaded for that command, and for the help of all. */
import {
  caseWords,
  clockWords,
  collectorWords,
  followWords,
  healthWords,
  historyWords,
  type Language,
  objectWords,
  probeWords,
  profileWords,
  recoverWords,
  registryWords,
  simulateWords,
} from '../wording/index.ts';

type OptionWords = Readonly<Record<string, string>>;

export const optionWords: Readonly<
  Record<
    | 'report'
    | 'registry'
    | 'collector'
    | 'simulate'
    | 'objects'
    | 'clock'
    | 'profile'
    | 'history'
    | 'health'
    | 'follow'
    | 'probe'
    | 'recover',
    (lang: Language) => OptionWords
  >
> = {
  report: (lang) => ({
    ...caseWords[lang].options,
    takeOver: collectorWords[lang].options.takeOver,
    yes: collectorWords[lang].options.quietYes,
  }),
  registry: (lang) => registryWords[lang].options,
  collector: (lang) => collectorWords[lang].options,
  simulate: (lang) => simulateWords[lang].options,
  objects: (lang) => objectWords[lang].options,
  clock: (lang) => clockWords[lang].options,
  profile: (lang) => profileWords[lang].options,
  history: (lang) => historyWords[lang].options,
  health: (lang) => healthWords[lang].options,
  follow: (lang) => followWords[lang].options,
  recover: (lang) => recoverWords[lang].options,
  probe: (lang) => ({
    takeOver: collectorWords[lang].options.takeOver,
    quietYes: collectorWords[lang].options.quietYes,
    ...probeWords[lang].options,
  }),
};
