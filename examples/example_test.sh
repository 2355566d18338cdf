#!/bin/bash
# Runs an example and looks for lines that it must print: example_test.sh PROGRAM FILE... -- TEXT...
set -u
command=()
while [[ $# -gt 0 && "$1" != "--" ]]; do
  command+=("$1")
  shift
done
shift
output="$("${command[@]}")" || { echo "${command[0]} ended with $?"; exit 1; }
for text in "$@"; do
  grep -qF -- "$text" <<<"$output" && continue
  echo "not printed: $text"
  echo "$output" | head -100
  exit 1
done
