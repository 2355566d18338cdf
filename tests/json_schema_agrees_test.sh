#!/usr/bin/env bash
# Runs json_schema_agrees_test.py with the system's Python: RISK SCRIPT.
set -eu
exec /usr/bin/python3 "$2" "$1" 4000 1
