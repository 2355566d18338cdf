#!/usr/bin/env bash
# The records of the made-up sample lead to the published picture, by the program and by the command.
set -eu
program=$1
risk=$2
folder=$3
cases="${TEST_TMPDIR:-/tmp}/west_yorkshire.ndjson"

report=$("$program" "$folder" "$cases")
fail=0
has() {
  if ! grep -qF -- "$1" <<<"$report"; then
    echo "the report does not say: $1"
    fail=1
  fi
}
has "  Requires improvement: "
has "2.1 Assessment: Inadequate; decided by assessment.safety."
has "2.2 Planning: Inadequate; decided by planning.safety."
has "2.3 Implementation and delivery: Inadequate; decided by delivery.safety."
has "2.4 Reviewing: Inadequate; decided by reviewing.safety."
has "4.2 Through the Gate: Good; decided by resettlement."
has "Complex cases that a probation services officer or trainee holds: "
for recommendation in "Use all information that there is" "Ask police and children's services" "Name victims" \
  "Plan for risk of harm" "Match staff to the complexity of cases" "Oversee the work"; do
  has "$recommendation"
done

other=$("$risk" inspect --scheme crc_2019 --record "$folder/judged.textproto" --width 100 "$cases")
if [ "$report" != "$other" ]; then
  echo "the command reports otherwise than the program"
  fail=1
fi
if [ "$fail" != 0 ]; then printf '%s\n' "$report"; fi
exit "$fail"
