#!/usr/bin/env bash
# The Java classes over the installed library, compiled and run from outside: java_test.sh COMMAND LIBRARY
set -euo pipefail
command=$(realpath "$1") library=$(realpath "$2")
jars=/usr/share/java/jna.jar:/usr/share/java/junit4.jar:/usr/share/java/hamcrest-core.jar
work=$(mktemp -d "${TEST_TMPDIR:-/tmp}/java.XXXXXX")
trap 'rm -rf "$work"' EXIT
install/install.sh "$command" "$library" "$work/prefix"
cp -rL java "$work/java"
mkdir "$work/empty" "$work/foreign" "$work/other"
cp -L /lib/*/libm.so.6 "$work/foreign/librisk.so.1"
tests/install/other_version.sh "$library" "$work/other"
cd "$work"
javac -Xlint:all -Werror -cp "$jars" -d classes java/risk/*.java
javac -Xlint:all -cp "$jars:classes" -d classes java/tests/*.java
java -cp "$jars:classes" -Djna.library.path="$work/prefix/lib" -Djna.tmpdir="$work" org.junit.runner.JUnitCore EditionTest
# A library that is not there, another one, or one of another version is told and does not crash.
cat >Opens.java <<'JAVA'
class Opens {
  public static void main(String[] arguments) {
    try {
      risk.Edition.open("england_wales");
    } catch (ExceptionInInitializerError error) {
      System.out.println(((risk.RiskException) error.getCause()).code());
    }
  }
}
JAVA
javac -cp "$jars:classes" -d classes Opens.java
for wrong in empty foreign other; do
  came=$(java -cp "$jars:classes" -Djna.library.path="$work/$wrong" -Djna.tmpdir="$work" Opens)
  [[ $came == BAD_VERSION ]] || { echo "java_test: with the library in the folder $wrong: $came" >&2; exit 1; }
done
