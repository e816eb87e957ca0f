/** The languages of the terminal. Codes, JSON and standard terms are never translated. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

/** The language for a locale as in LC_ALL, LC_MESSAGES or LANG (`es_CO.UTF-8`, `C`, empty); English when unsure. */
export function languageOf(locale: string | undefined): Language {
  return /^es(?![a-z])/i.test(locale ?? '') ? 'es' : 'en';
}
