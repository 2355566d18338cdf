#!/usr/bin/env bash
# The Python package as it is installed, from outside, with nothing in the environment but where it lies.
#
#   python_test.sh COMMAND LIBRARY        in the project's folder
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/python.XXXXXX")
trap 'rm -rf "$work"' EXIT
install/install.sh "$command" "$library" "$work/first"
mv "$work/first" "$work/prefix"
cp -rL python/tests "$work/tests"
tests/install/other_version.sh "$library" "$work"
cd "$work"
clean=(env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 TZ=UTC "PYTHONPATH=$work/prefix/lib/python3/dist-packages" PYTHONDONTWRITEBYTECODE=1)
"${clean[@]}" python3 -W error -m unittest discover -s tests -v
# A library that is not there, or another one, is told and does not crash.
for wrong in /no/such/library.so libm.so.6 "$work/librisk.so.1"; do
  if "${clean[@]}" "RISK_LIBRARY=$wrong" python3 -c 'import risk' 2>err; then exit 1; fi
  grep -q 'risk.*BadVersion' err || { cat err >&2; exit 1; }
done
