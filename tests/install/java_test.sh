#!/usr/bin/env bash
# The Java classes over the installed library, compiled and run from outside: java_test.sh COMMAND LIBRARY
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
jars=/usr/share/java/jna.jar:/usr/share/java/junit4.jar:/usr/share/java/hamcrest-core.jar
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/java.XXXXXX")
trap 'rm -rf "$work"' EXIT
install/install.sh "$command" "$library" "$work/prefix"
cp -rL java "$work/java"
cd "$work"
javac -Xlint:all -Werror -cp "$jars" -d classes java/risk/*.java
javac -Xlint:all -cp "$jars:classes" -d classes java/tests/*.java
java -cp "$jars:classes" -Djna.library.path="$work/prefix/lib" -Djna.tmpdir="$work" org.junit.runner.JUnitCore EditionTest
