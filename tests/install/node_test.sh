#!/usr/bin/env bash
# The Node package over the installed library, from outside; needs koffi from npm: node_test.sh COMMAND LIBRARY
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/node.XXXXXX")
trap 'rm -rf "$work"' EXIT
install/install.sh "$command" "$library" "$work/prefix"
mkdir -p "$work/prefix/lib/node"
cp -L node/* "$work/prefix/lib/node"
cd "$work/prefix/lib/node"
npm install --no-audit --no-fund --silent
env -u RISK_LIBRARY node --test test.js
