#!/usr/bin/env bash
# The Node package over the installed library, from outside; needs koffi from npm: node_test.sh COMMAND LIBRARY
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/node.XXXXXX")
trap 'rm -rf "$work"' EXIT
install/install.sh "$command" "$library" "$work/prefix"
mkdir -p "$work/prefix/lib/node"
cp -L node/* "$work/prefix/lib/node"
tests/install/other_version.sh "$library" "$work"
cd "$work/prefix/lib/node"
npm install --no-audit --no-fund --silent
# The types say what the package is: a program that a user could have written, and mistakes that each must be told.
npm install --no-audit --no-fund --silent --no-save typescript@5.9 @types/node@22
npx --no-install tsc --strict --noEmit --target es2022 --module node16 --types node types.ts
env -u RISK_LIBRARY node --test test.js
# A library that is not there, another one, or one of another version is told and does not crash.
for wrong in /no/such/library.so libm.so.6 "$work/librisk.so.1"; do
  came=$(RISK_LIBRARY=$wrong node -e 'try { require("./index.js"); } catch (error) { console.log(error.name, error.code); }')
  [[ $came == "RiskError bad-version" ]] || { echo "node_test: with $wrong: $came" >&2; exit 1; }
done
