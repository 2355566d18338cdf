#!/usr/bin/env bash
# Colour on a terminal, and never with NO_COLOR. Skipped where no pseudo-terminal can be made.
set -u
risk=$(realpath "$1")
cd "$2" || exit 1
unset NO_COLOR
export TERM=xterm
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
  echo "skipped: no pseudo-terminal here"
  exit 0
fi
escapes() { script -qec "'$risk' assess --rules demo cases/weapon.textproto" /dev/null </dev/null | grep -c "$(printf '\033')"; }
failed=0
[[ $(escapes) -gt 0 ]] || { echo "no colour on a terminal"; failed=1; }
[[ $(NO_COLOR=1 escapes) -eq 0 ]] || { echo "colour in spite of NO_COLOR"; failed=1; }
exit "$failed"
