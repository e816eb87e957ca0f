// What the panel found, as text for a terminal and as docs/panel.md.

export const bounds = { rightPercent: 95, falseProven: 0, muteTimeouts: 3 };

/** Totals of one command's rows. */
export function totalsOf(results) {
  const right = results.filter((one) => one.right).length;
  const probes = results.map(({ questions }) => questions);
  const mute = results.filter(({ row }) => row.isMute).map(({ row, command, ms }) => ms / 1000 / row.timeoutS[command]);
  return {
    rows: results.length,
    right,
    rightPercent: (100 * right) / Math.max(1, results.length),
    falseProven: results.reduce((sum, one) => sum + one.falseProven.length, 0),
    muteTimeouts: Math.max(0, ...mute),
    questions: probes.reduce((sum, count) => sum + count, 0),
    most: Math.max(0, ...probes),
    twice: results.reduce((sum, one) => sum + one.twice, 0),
  };
}

/** What misses its bound, by name; nothing where all is well. */
export function missed(totals, command) {
  return [
    ...(totals.rightPercent < bounds.rightPercent ? ['first named right'] : []),
    ...(totals.falseProven > bounds.falseProven ? ['false proven'] : []),
    ...(command === 'test' && totals.muteTimeouts > bounds.muteTimeouts ? ['a mute meter'] : []),
  ];
}

/** The table of one command for a terminal. */
export function asText(command, results) {
  const lines = results.map(({ row, named, grade, right, falseProven, questions, twice, ms, why }) =>
    [
      right && falseProven.length === 0 ? ' ' : '!',
      row.name.padEnd(38),
      row.truth.join(' ').padEnd(42).slice(0, 60),
      `${named} ${grade}`.padEnd(36),
      right ? 'right' : 'WRONG',
      falseProven.length === 0 ? '' : `FALSE PROVEN ${falseProven.join(' ')}`,
      `${questions} asked, ${twice} twice, ${(ms / 1000).toFixed(1)} s`,
      why,
    ].join(' '),
  );
  return [`meter ${command}`, ...lines, ...totalLines(command, totalsOf(results))].join('\n');
}

function totalLines(command, totals) {
  const { rows, right, rightPercent, falseProven, muteTimeouts, questions, most, twice } = totals;
  return [
    `  ${right} of ${rows} rows: the cause named first is right (${rightPercent.toFixed(1)} %, at least ${bounds.rightPercent} %)`,
    `  ${falseProven} causes called proven that are not true (at most ${bounds.falseProven})`,
    ...(muteTimeouts === 0 || command !== 'test'
      ? []
      : [`  a mute meter is told within ${muteTimeouts.toFixed(2)} reply time-outs (at most ${bounds.muteTimeouts})`]),
    `  ${questions} questions, at most ${most} in a row of the panel; ${twice} times the same bytes again`,
  ];
}

/** docs/panel.md. @param runs command and results of each */
export function asMarkdown(runs, { node, seconds }) {
  const parts = runs.flatMap(({ command, results }) => [
    `## \`meter ${command}\``,
    '',
    ...totalLines(command, totalsOf(results)).map((line) => `-${line.slice(1)}`),
    '',
    '| on | true | named first | grade | | questions | again | s |',
    '|---|---|---|---|---|---|---|---|',
    ...results.map(
      ({ row, named, grade, right, falseProven, questions, twice, ms }) =>
        `| ${row.name} | ${row.truth.join(', ')} | ${named} | ${grade} | ${right ? '' : 'wrong'}${
          falseProven.length === 0 ? '' : ` false: ${falseProven.join(', ')}`
        } | ${questions} | ${twice} | ${(ms / 1000).toFixed(1)} |`,
    ),
    '',
  ]);
  return `${[
    '# The panel: how often the first-named cause is true',
    '',
    'Written by `npm run panel -- --write`. Every scenario of `meter simulate --list`, and combinations of them, is asked by the',
    'real command, a process of its own, over real sockets. What is true of a row is decided beforehand,',
    'from what was switched on (`src/simulator/scenarios/*.json`, `tools/panel/rows.js`), never from what the tool says.',
    '',
    '- *true*: the cause codes that are true of the row. `ok` is among them where the meter talks in spite of what is wrong;',
    '  a verdict of `ok` counts only where a true cause is named beside it, or where nothing that is asked can show it.',
    '- *named first*: the code of the verdict. It is right where it is true; where the bytes are the same for two causes, either',
    '  is right, and `link.silent` (not enough was tested) is right for a test whose rungs cannot tell, as `tools/panel/rows.js` says.',
    '- *again*: frames that were sent more than once. The same SNRM three times is the patience that slow meters need.',
    `- Time-outs are short: 1 s for most rows, and the simulator's times shrink with them.`,
    '',
    `Bounds: ${bounds.rightPercent} % right, ${bounds.falseProven} false \`proven\`, a test of a mute meter within ${bounds.muteTimeouts} reply time-outs. This run: Node ${node}, ${seconds.toFixed(0)} s.`,
    '',
    ...parts,
  ].join('\n')}`;
}
