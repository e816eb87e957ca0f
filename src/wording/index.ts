/** Every sentence a user reads, in English and Spanish, complete by the compiler. */
export { type Language, languageOf, languages } from './language.ts';
