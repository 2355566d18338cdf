#!/usr/bin/env bash
# Runs a test of the server written in Python: serve_test.sh PROGRAM ARGUMENT...
set -eu
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$@"
