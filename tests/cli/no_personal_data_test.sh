#!/usr/bin/env bash
# Runs no_personal_data_test.py with the system's Python: RISK SCRIPT.
set -eu
exec /usr/bin/python3 "$2" "$1" 600 1
