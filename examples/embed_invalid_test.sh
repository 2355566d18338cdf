#!/bin/bash
# Each FILE is refused with a message, an exit code and no assessment: embed_invalid_test.sh PROGRAM FILE...
set -u
program=$1 problems=$(mktemp "${TEST_TMPDIR:-/tmp}/problems.XXXXXX")
shift
for file in "$@"; do
  output=$("$program" "$file" 2>"$problems") && { echo "$file: exits with 0"; exit 1; }
  [[ -z "$output" ]] || { echo "$file: is assessed"; exit 1; }
  grep -q "error:" "$problems" || { echo "$file: no message"; exit 1; }
done
rm -f "$problems"
