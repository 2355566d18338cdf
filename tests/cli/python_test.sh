#!/usr/bin/env bash
# Runs a test that is a script, with the system's Python: python_test.sh SCRIPT ARGUMENT...
set -eu
exec /usr/bin/python3 "$@"
