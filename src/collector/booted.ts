/** Whether systemd is what runs this host: the test that its own sd_booted() makes. */
import { existsSync } from 'node:fs';

export function isBooted(): boolean {
  return existsSync('/run/systemd/system');
}
