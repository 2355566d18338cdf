#!/usr/bin/env bash
# Runs problem_forms_test.py with the system's Python: RISK SCRIPT SCHEMA MANUAL.
set -eu
exec /usr/bin/python3 "$2" "$1" "$3" "$4"
