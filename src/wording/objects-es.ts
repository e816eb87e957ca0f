/** The words of the commands that read and write objects, in Spanish. */
import type { ObjectWords } from './objects.ts';

export const objectsEs: ObjectWords = {
  activity: {
    opening: 'abriendo una sesión',
    reading: (done, all) => `leyendo, ${done} de ${all}`,
    list: (count) => `leyendo la lista de objetos, ${count} objetos hasta ahora`,
  },
  login: {
    noSecret: (credential) => ({
      message: `El juego de credenciales ${credential} tiene el nivel lls y ningún secreto.`,
      hint: `Asígnele uno: meter edit MEDIDOR --secret ${credential}=-`,
    }),
    secretMissing: (credential, where) => ({
      message: `El secreto del juego de credenciales ${credential} no se puede obtener de ${where}.`,
      hint: 'Defina la variable, o haga que el archivo se pueda leer y no esté vacío; o elija otro juego con --credential.',
    }),
  },
};
