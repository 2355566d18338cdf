#!/bin/bash
# What the README shows of the example case is what the command prints.
set -eu
risk=$1 readme=$2 record=$3
report=$("$risk" assess --as-known-at 2021-06-21 "$record" | sed -E 's/ \[[0-9, ]+\]//')  # without source numbers
shown=$(sed -n '/^Case review-a/,/^```/p' "$readme" | grep -v '^```')
[[ -n "$shown" ]] || { echo "the README shows no report"; exit 1; }
failed=0
while IFS= read -r line; do
  [[ "$line" =~ ^\ *…$ ]] && continue
  grep -qxF -- "$line" <<<"$report" || { echo "not in the report: $line"; failed=1; }
done <<<"$shown"
exit "$failed"
