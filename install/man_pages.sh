#!/usr/bin/env bash
# Manual pages from the command's own help, by help2man: man_pages.sh COMMAND FOLDER
set -euo pipefail
risk=$(realpath "$1") folder=$2
mkdir -p "$folder"
version=$("$risk" --version)

# The help as help2man wants it: usage first, headings with a colon, the examples under one.
shape() {
  awk -v usage="$1" '
    NR == 1, /^$/ { if ($0 != "") examples = examples $0 "\n"; next }
    /^usage: / { sub(/^usage/, "Usage"); usage = $0; next }
    /^(Options|Exit codes|Commands)/ { sub(/ \(.*/, ""); $0 = $0 ":" }
    { text = text $0 "\n" }
    END { printf "%s\n\n%s\nExamples:\n%s", usage, text, examples }'
}

page() {
  local name=$1 usage=$2 summary=$3 stand_in
  shift 3
  stand_in=$(mktemp)
  "$risk" "$@" --help | shape "$usage" >"$stand_in.help"
  printf '#!/bin/sh\ncase $1 in --version) echo "%s" ;; *) cat "%s" ;; esac\n' "$version" "$stand_in.help" >"$stand_in"
  chmod +x "$stand_in"
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-0} help2man --no-info --name "$summary" --output "$folder/$name.1" "$stand_in"
  sed -i -e "s/$(basename "$stand_in")/$name/gI" -e "s/^risk \\\\- /$name \\\\- /" "$folder/$name.1"
  rm -f "$stand_in" "$stand_in.help"
}

page risk "Usage: risk COMMAND [OPTION]..." "what a case says of the risk of harm, what is missing, what must happen"
"$risk" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) *\(.*\)/\1 \2/p' | while read -r name summary; do
  page "risk-$name" "" "$summary" "$name"
done
