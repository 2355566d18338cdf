#!/usr/bin/env bash
# Colour on a terminal, and never with NO_COLOR; how far a long run has come, there alone. Skipped where no pseudo-terminal can be made.
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

# How far it has come: on standard error, if that is a terminal that nothing else is written to.
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/terminal.XXXXXX")
trap 'rm -rf "$work"' EXIT
for i in $(seq 1000); do echo "{\"case_id\":\"c$i\",\"assessment_date\":\"2026-06-01\"}"; done >"$work/many.ndjson"
on_terminal() { script -qec "$1" /dev/null </dev/null; }
comes() { grep -cE 'cases?, [0-9,]+ a second' || true; }
for words in "assess --format json" "assess --format ndjson" "oversight --format json"; do
  run="'$risk' $words '$work/many.ndjson'"
  [[ $(on_terminal "$run >/dev/null" | comes) -gt 0 ]] || { echo "$words: no word on how far it has come"; failed=1; }
  [[ $(on_terminal "$run --quiet >/dev/null" | comes) -eq 0 ]] || { echo "$words: --quiet is not quiet"; failed=1; }
  [[ $(eval "$run" 2>&1 >/dev/null | comes) -eq 0 ]] || { echo "$words: progress in a file"; failed=1; }
  # It is taken back: what stands last is the count.
  last=$(on_terminal "$run >/dev/null" | tail -n 1 | tr -d '\r' | sed 's/.*\x1b\[K//')
  [[ $last == "1 file read, 0 skipped, 0 cases failed" ]] || { echo "$words: the last line is: $last"; failed=1; }
done
# Results on the same terminal show it themselves.
[[ $(on_terminal "head -n 200 '$work/many.ndjson' | '$risk' assess --format json -" | comes) -eq 0 ]] || { echo "progress between results"; failed=1; }
exit "$failed"
