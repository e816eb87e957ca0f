/** Whether a terminal shows block letters: not where it is known to have none, nor where its locale is no UTF-8. */

export function barStyle(env: NodeJS.ProcessEnv): 'blocks' | 'ascii' {
  return isUtf8(env) && env.TERM !== 'dumb' && env.TERM !== 'linux' ? 'blocks' : 'ascii';
}

/** A locale that is not named at all says nothing: terminals of today are UTF-8. */
export function isUtf8(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale);
}
