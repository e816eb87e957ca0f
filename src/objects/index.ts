/** COSEM objects as a user names and reads them: names and codes in, readings with scaler and unit out, as plain data. */
export { accessOf, type Lost, type ObjectAccess } from './access.ts';
