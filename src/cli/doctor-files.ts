/** What `meter doctor` finds in the folder of the settings: the file, what was set aside, and the history. */
import type { HistoryLook, SettingsLook } from '../meters/index.ts';
import { registryWords } from '../wording/index.ts';
import { type DoctorCheck, modeText, type Say, worst } from './doctor-check.ts';

const othersMay = 0o077;
/** Of a folder: that others may list it tells nothing, that they may write in it does. */
const othersMayWrite = 0o022;

export function checkSettings({ path, folder, found, fileMode, folderMode }: SettingsLook): DoctorCheck {
  const says: Say[] = [];
  const fixes: Say[] = [];
  let state: DoctorCheck['state'] = found.state === 'none' || found.state === 'read' ? 'ok' : 'problem';
  const mode = fileMode === null ? '?' : modeText(fileMode);
  switch (found.state) {
    case 'none':
      says.push((words) => words.settings.none(path));
      break;
    case 'read':
      says.push((words) => words.settings.read(path, found.settings.meters.length, mode));
      break;
    case 'newer':
      says.push((words) => words.settings.newer(path, found.schema));
      fixes.push((words) => words.settings.fixNewer);
      break;
    case 'damaged':
      says.push((words, lang) => {
        const why: (why: never) => string = registryWords[lang].damage[found.damage.code];
        return words.settings.damaged(path, why(found.damage as never));
      });
      fixes.push((words) => words.settings.fixDamaged);
      break;
    case 'failed': {
      const { defect } = found;
      says.push((words) => words.settings.failed(path, defect.code, 'system' in defect ? defect.system : '-'));
      fixes.push((words) => words.settings.fixFailed(path));
    }
  }
  if (fileMode !== null && (fileMode & othersMay) !== 0) {
    state = 'problem';
    says.push((words) => words.settings.readable(path, modeText(fileMode)));
    fixes.push((words) => words.settings.fixMode(path, '600'));
  }
  if (folderMode !== null && (folderMode & othersMayWrite) !== 0) {
    state = 'problem';
    says.push((words) => words.settings.readable(folder, modeText(folderMode)));
    fixes.push((words) => words.settings.fixMode(folder, '700'));
  }
  const meters = found.state === 'read' ? found.settings.meters.length : null;
  const facts = { path, found: found.state, meters, fileMode: modeOf(fileMode), folderMode: modeOf(folderMode) };
  return { name: 'settings', state, says, fixes, facts };
}

export function checkSetAside({ setAside }: SettingsLook): DoctorCheck {
  const facts = { paths: setAside };
  if (setAside.length === 0) {
    return { name: 'setAside', state: 'ok', says: [(words) => words.setAside.none], fixes: [], facts };
  }
  const says: readonly Say[] = [(words) => words.setAside.found(setAside.join(', '))];
  return { name: 'setAside', state: 'problem', says, fixes: [(words) => words.setAside.fix], facts };
}

/** Damaged lines are told and need nothing; a history that cannot be written is a problem. */
export function checkHistory(look: HistoryLook): DoctorCheck {
  const { folder, exists, isWritable, mode, files, bytes, records, damaged, unreadable } = look;
  const says: Say[] = [];
  const fixes: Say[] = [];
  let state: DoctorCheck['state'] = 'ok';
  says.push((words) =>
    files === 0 ? words.history.none(folder) : words.history.kept(folder, records, files, size(bytes)),
  );
  if (damaged.length > 0) {
    state = 'note';
    for (const { path, lines } of damaged) says.push((words) => words.history.damaged(path, lines));
    fixes.push((words) => words.history.fixDamaged);
  }
  for (const path of unreadable) {
    state = 'problem';
    says.push((words) => words.history.unreadable(path));
    fixes.push((words) => words.settings.fixMode(path, '600'));
  }
  if (exists && !isWritable) {
    state = worst(state, 'problem');
    says.push((words) => words.history.notWritable(folder));
    fixes.push((words) => words.history.fixWritable(folder));
  }
  if (mode !== null && (mode & othersMay) !== 0) {
    state = worst(state, 'problem');
    says.push((words) => words.history.open(folder, modeText(mode)));
    fixes.push((words) => words.history.fixWritable(folder));
  }
  const facts = { folder, exists, isWritable, mode: modeOf(mode), files, bytes, records, damaged, unreadable };
  return { name: 'history', state, says, fixes, facts };
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function modeOf(mode: number | null): string | null {
  return mode === null ? null : modeText(mode);
}
