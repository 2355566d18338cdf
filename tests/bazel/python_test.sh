#!/usr/bin/env bash
# Runs a test written in Python: python_test.sh PROGRAM ARGUMENT...
set -eu
exec python3 -B "$@"
