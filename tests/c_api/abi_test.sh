#!/usr/bin/env bash
# Compares what librisk.so.1 offers a compiled program with abi.txt: every symbol it exports and the version of each, and what
# the program abi prints. A line may be added; one that goes or changes needs a new name of the library.
#
#   abi_test.sh LIBRARY ABI_PROGRAM ABI_TXT            compares
#   RISK_GOLDEN=FILE abi_test.sh LIBRARY ABI_PROGRAM X writes FILE instead
set -euo pipefail
library=$1 program=$2 expected=$3
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
{
  readelf --dynamic --wide "$library" | sed -n 's/.*(SONAME).*\[\(.*\)\]/soname \1/p'
  nm --dynamic --extern-only --defined-only --with-symbol-versions "$library" | sed 's/^[0-9a-f]* //' | LC_ALL=C sort
  "$program"
} >"$actual"
if [[ -n ${RISK_GOLDEN:-} ]]; then
  cp "$actual" "$RISK_GOLDEN"
  exit
fi
diff -u "$expected" "$actual" || { echo "The interface is not the one in $expected (- expected, + came)." >&2; exit 1; }
if nm --dynamic --extern-only --defined-only "$library" | awk '{ print $3 }' | grep -vE '^(risk_[a-z_]+|RISK_1)(@|$)'; then
  echo "These symbols are not of the interface." >&2
  exit 1
fi
if readelf --dynamic --wide "$library" | grep -q 'NEEDED.*protobuf'; then
  echo "warning: built with the system's Protobuf, since its source was not to be had (bazel/protobuf_source.sh)"
fi
if readelf --dynamic --wide "$library" | grep -E 'TEXTREL|RPATH|RUNPATH'; then
  echo "The library does not stand on its own." >&2
  exit 1
fi
