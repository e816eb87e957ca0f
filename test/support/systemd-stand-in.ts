/**
 * Programs that speak as systemctl and journalctl do, for hosts without systemd: a unit is a file with its state in it.
 * Whoever uses them puts `path` in front of PATH, and says that the host is booted with systemd.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type UnitState = 'active' | 'inactive' | 'failed' | 'activating' | 'deactivating' | 'masked' | 'restarting';

export interface SystemdStandIn {
  /** PATH with these programs first. */
  readonly path: string;
  set(unit: string, state: UnitState): void;
  state(unit: string): string;
  /** `user stop x.service`, in order; what was only shown is left out. */
  jobs(): readonly string[];
  /** Makes a verb fail with this on standard error; null: no longer. */
  fails(verb: 'show' | 'start' | 'stop' | 'restart', says: string | null): void;
  /** What a start leaves a unit in; `active` by default. */
  startsInto(state: UnitState): void;
  /** Lines of the journal, and what each journalctl that follows it says in turn; the last of these stays. */
  journal(lines: readonly object[], ...follows: readonly (readonly object[])[]): void;
  /** What journalctl complains of, and its exit status. */
  journalFails(says: string, exit: number): void;
  /** The arguments of each journalctl. */
  journalCalls(): readonly string[];
}

const systemctl = `#!/bin/sh
dir="\${0%/*}/state"
scope=system
if [ "$1" = --user ]; then scope=user; shift; fi
shift 2
verb=$1
for unit; do :; done
[ "$verb" = show ] || echo "$scope $verb $unit" >> "$dir/jobs"
if [ -f "$dir/fail-$verb" ]; then cat "$dir/fail-$verb" >&2; exit 1; fi
if [ ! -f "$dir/$unit" ]; then
  [ "$verb" = show ] && { echo LoadState=not-found; exit 0; }
  echo "Failed to $verb $unit: Unit $unit not found." >&2; exit 5
fi
read -r state < "$dir/$unit"
if [ "$verb" = stop ]; then echo inactive > "$dir/$unit"; exit 0; fi
if [ "$verb" != show ]; then read -r into < "$dir/into"; echo "$into" > "$dir/$unit"; exit 0; fi
load=loaded; sub=dead; pid=0; code=0; status=0; result=success
case $state in
  active) sub=running; pid=4711;;
  failed) sub=failed; code=1; status=3; result=exit-code;;
  masked) load=masked; state=inactive;;
  restarting) state=activating; sub=auto-restart;;
  activating) sub=start;;
esac
echo "LoadState=$load"; echo "ActiveState=$state"; echo "SubState=$sub"; echo "Result=$result"; echo "MainPID=$pid"
echo "ExecMainCode=$code"; echo "ExecMainStatus=$status"; echo "NRestarts=0"
echo "ActiveEnterTimestamp=Mon 2025-11-10 10:35:02 UTC"; echo "InactiveEnterTimestamp=Mon 2025-11-10 10:00:00 UTC"
`;

const journalctl = `#!/bin/sh
dir="\${0%/*}/state"
echo "$@" >> "$dir/journal-calls"
case " $* " in
  *" --follow "*)
    read -r n < "$dir/follows"
    echo $((n + 1)) > "$dir/follows"
    cat "$dir/follow-$n"
    [ -f "$dir/follow-$((n + 1))" ] || exec sleep 60;;
  *) cat "$dir/journal";;
esac
cat "$dir/journal-says" >&2
exit "$(cat "$dir/journal-exit")"
`;

/** @param folder an empty one */
export function systemdStandIn(folder: string): SystemdStandIn {
  const state = join(folder, 'state');
  mkdirSync(state);
  for (const [name, program] of Object.entries({ systemctl, journalctl })) {
    writeFileSync(join(folder, name), program);
    chmodSync(join(folder, name), 0o755);
  }
  const write = (name: string, text: string) => writeFileSync(join(state, name), text);
  const linesOf = (name: string) => readFileSync(join(state, name), 'utf8').split('\n').slice(0, -1);
  const jsonLines = (entries: readonly object[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  for (const name of ['jobs', 'journal', 'follow-0', 'journal-says', 'journal-calls']) write(name, '');
  write('journal-exit', '0');
  write('follows', '0\n');
  write('into', 'active\n');
  return {
    path: `${folder}${delimiter}${process.env.PATH ?? ''}`,
    set: (unit, now) => write(unit, `${now}\n`),
    state: (unit) => (existsSync(join(state, unit)) ? readFileSync(join(state, unit), 'utf8').trim() : 'missing'),
    jobs: () => linesOf('jobs'),
    fails: (verb, says) => (says === null ? rmSync(join(state, `fail-${verb}`)) : write(`fail-${verb}`, says)),
    startsInto: (now) => write('into', `${now}\n`),
    journal(entries, ...follows) {
      write('journal', jsonLines(entries));
      for (const [index, lines] of follows.entries()) write(`follow-${index}`, jsonLines(lines));
    },
    journalFails(says, exit) {
      write('journal-says', says);
      write('journal-exit', `${exit}`);
    },
    journalCalls: () => linesOf('journal-calls'),
  };
}
