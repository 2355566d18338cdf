#!/usr/bin/env bash
# Every example record is valid.
exec "$1" validate "${@:2}"
