#!/usr/bin/env bash
# The table of line coverage: what it prints, and that a thin file fails it.
set -euo pipefail
table=$1
report=$TEST_TMPDIR/report.dat

expect() {  # expect CODE TEXT: what the table prints of the report, and how it ends
  local printed code=0
  printed=$(python3 "$table" "$report") || code=$?
  if [[ "$code" != "$1" || "$printed" != "$2" ]]; then
    echo "expected (exit code $1):"; echo "$2"
    echo "printed (exit code $code):"; echo "$printed"
    exit 1
  fi
}

cat >"$report" <<'LCOV'
SF:risk/a/thick.cc
DA:1,4
DA:2,1
end_of_record
SF:risk/thin.h
DA:1,0
DA:7,2
end_of_record
SF:risk/a/thin.cc
DA:3,0
DA:4,0
end_of_record
SF:proto/elsewhere.cc
DA:1,0
end_of_record
SF:risk/a/thin.cc
DA:3,5
end_of_record
LCOV
expect 1 '  lines  covered   share
      2        1   50.0%  risk/
      2        1   50.0%    thin.h
      4        3   75.0%  risk/a/
      2        2  100.0%    thick.cc
      2        1   50.0%    thin.cc
      6        4   66.7%  total

below 85%:
      2        1   50.0%  risk/a/thin.cc
      2        1   50.0%  risk/thin.h'

printf 'SF:risk/a.cc\nDA:1,1\nend_of_record\n' >"$report"
expect 0 '  lines  covered   share
      1        1  100.0%  risk/
      1        1  100.0%    a.cc
      1        1  100.0%  total

no file is below 85%'

: >"$report"
expect 1 ''
