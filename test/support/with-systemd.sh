#!/usr/bin/env bash
# Gives a command a systemd of its own: a real manager of user units, and a real journal.
#
#   test/support/with-systemd.sh COMMAND [ARGUMENT ...]
#
# The command runs in a mount namespace with an empty /run, so nothing of it meets the host's own systemd. The manager
# sits in a control group with the name that such managers have (user@N.service), so that journald and ss can tell its
# units from others. N is this script's process id: several runs at once keep out of each other's way.
#
# Ends with the command's exit code; 77 where this host cannot do it, with the reason on standard error.
set -euo pipefail

cannot() {
  echo "with-systemd.sh: $1" >&2
  exit 77
}

groups_of() { # the hierarchies in which systemd keeps its units: cgroup v2, or v1 with its own
  local root
  for root in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
    [ -w "$root/cgroup.procs" ] && echo "$root"
  done
  return 0
}

if [ "${1:-}" != --in-namespace ]; then
  [ $# -gt 0 ] || cannot 'say which command to run'
  [ "$(uname -s)" = Linux ] || cannot 'this is not Linux'
  [ "$(id -u)" = 0 ] || cannot 'only root may make a mount namespace'
  for program in unshare systemctl journalctl; do
    command -v "$program" >/dev/null || cannot "$program is not installed"
  done
  [ -x /lib/systemd/systemd ] && [ -x /lib/systemd/systemd-journald ] || cannot 'systemd is not installed'
  [ -n "$(groups_of)" ] || cannot 'control groups cannot be made here'
  unshare --mount true 2>/dev/null || cannot 'this kernel grants no mount namespace'
  exec unshare --mount "$0" --in-namespace "$@"
fi
shift

group=user.slice/user-$$.slice/user@$$.service
home=$(mktemp -d)
manager=
journald=
leave() {
  local root one
  for one in $manager $journald; do
    kill "$one" 2>/dev/null || true
    wait "$one" 2>/dev/null || true
  done
  # Groups go from the innermost outwards; the slice that runs share goes with the last of them.
  for root in $(groups_of); do
    find "$root/user.slice/user-$$.slice" -depth -type d -exec rmdir {} + 2>/dev/null || true
    rmdir "$root/user.slice" 2>/dev/null || true
  done
  rm -rf "$home"
}
trap leave EXIT

waiting_for() { # a socket, for ten seconds
  local tries
  for tries in $(seq 200); do
    [ -S "$1" ] && return
    sleep 0.05
  done
  cannot "$1 did not appear"
}

mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system "/run/user/$$" /run/log/journal "$home/.config/systemd/user"
chmod 700 "/run/user/$$"
export XDG_RUNTIME_DIR=/run/user/$$ HOME=$home
unset DBUS_SESSION_BUS_ADDRESS

/lib/systemd/systemd-journald >/dev/null 2>&1 &
journald=$!
waiting_for /run/systemd/journal/stdout

(
  for root in $(groups_of); do
    mkdir -p "$root/$group"
    echo "$BASHPID" >"$root/$group/cgroup.procs"
  done
  exec /lib/systemd/systemd --user --log-level=info >/dev/null 2>&1
) &
manager=$!
waiting_for "$XDG_RUNTIME_DIR/systemd/private"

status=0
"$@" || status=$?
exit "$status"
