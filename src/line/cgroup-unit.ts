/**
 * The unit of systemd that a process belongs to, by the name of its control group:
 *
 *   /system.slice/dlms.service                                             a unit of the system
 *   /user.slice/user-1000.slice/user@1000.service/app.slice/dlms.service   a unit of a user's own manager
 *   /user.slice/user-1000.slice/session-3.scope                            a person's session: no unit to stop
 */
export interface CgroupUnit {
  readonly name: string;
  readonly scope: 'system' | 'user';
}

export function unitOfCgroup(path: string): CgroupUnit | null {
  const steps = path.split('/');
  const at = steps.findLastIndex((step) => /^[^/]+\.(?:service|scope)$/.test(step));
  const name = steps[at];
  if (name === undefined || /^(?:session-\w+|init)\.scope$|^user@\d+\.service$/.test(name)) return null;
  return { name, scope: steps.slice(0, at).some((step) => /^user@\d+\.service$/.test(step)) ? 'user' : 'system' };
}

/** From /proc/PID/cgroup: a line for each hierarchy, `0::/path` or `1:name=systemd:/path`. */
export function unitOfProcess(text: string): CgroupUnit | null {
  for (const line of text.split('\n')) {
    const [, path] = /^(?:0:|\d+:name=systemd):(\/.*)$/.exec(line) ?? [];
    const unit = path === undefined ? null : unitOfCgroup(path);
    if (unit !== null) return unit;
  }
  return null;
}
