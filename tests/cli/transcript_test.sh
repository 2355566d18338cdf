#!/usr/bin/env bash
# Compares what the command does with what a transcript says.
#
# A transcript is a text file. A line "$ COMMAND" is run by the shell in a copy of the folder files/; all
# that it writes follows, then "[exit N]" unless N is 0. Lines "## …" are comments.
#
#   transcript_test.sh RISK FILES TRANSCRIPT            compares
#   RISK_GOLDEN=FILE transcript_test.sh RISK FILES FILE writes what came into FILE instead
set -u
risk=$(realpath "$1")
files=$(realpath "$2")
transcript=$(realpath "$3")

work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/transcript.XXXXXX")
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$risk" "$work/bin/risk"
cp -rL "$files" "$work/files"
chmod -R u+w "$work/files"
export PATH="$work/bin:$PATH" LC_ALL=C TZ=UTC TERM=xterm
unset NO_COLOR
cd "$work/files" || exit 1

while IFS= read -r line; do
  case $line in
    '## '*) printf '%s\n' "$line" ;;
    '$ '*)
      printf '\n%s\n' "$line"
      bash -c "${line#\$ }" >"$work/output" 2>&1 </dev/null
      code=$?
      cat "$work/output"
      if [[ $code -ne 0 ]]; then echo "[exit $code]"; fi
      ;;
  esac
done <"$transcript" >"$work/actual"

if [[ -n ${RISK_GOLDEN:-} ]]; then
  cp "$work/actual" "$RISK_GOLDEN"
elif ! diff -u "$transcript" "$work/actual"; then
  echo "The command does not do what $3 says (- expected, + came)." >&2
  exit 1
fi
