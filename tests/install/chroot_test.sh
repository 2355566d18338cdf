#!/usr/bin/env bash
# Follows the READMEs from nothing: in a Debian that debootstrap makes, with nothing in it but what they name.
#
#   chroot_test.sh DEBS [SOURCE]
#
# DEBS: folder of packages that ./dev deb made; they are installed, and what a user of each does is done. SOURCE: the project's folder;
# it is copied in, and the ways that begin with the source are followed too, which takes as long as building everything. Needs root and
# a network. RISK_CHROOT names a folder to use again; RISK_DISK_CACHE one that Bazel may take results from.
set -euo pipefail
[[ $EUID -eq 0 ]] || { echo "chroot_test: needs root" >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "chroot_test: needs debootstrap" >&2; exit 1; }
debs=$(realpath "$1") source=${2:+$(realpath "$2")}
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
root=${RISK_CHROOT:-$(mktemp -d)}
began=$(date +%s)

finish() {
  for place in work/disk dev proc; do
    if mountpoint -q "$root/$place"; then umount -l "$root/$place"; fi
  done
  if [[ -z ${RISK_CHROOT:-} ]]; then rm -rf --one-file-system "$root"; fi
}
trap finish EXIT
fail() { echo "chroot_test: $1" >&2; exit 1; }
# A proxy and its certificate come along, as a user behind one has them.
settings=(HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy; do
  if [[ -n ${!name:-} ]]; then settings+=("$name=${!name}"); fi
done
certificates=${SSL_CERT_FILE:-${NODE_EXTRA_CA_CERTS:-}}
if [[ -n $certificates ]]; then settings+=(SSL_CERT_FILE=/etc/own_certificates.crt NODE_EXTRA_CA_CERTS=/etc/own_certificates.crt); fi
inside() { chroot "$root" env -i "${settings[@]}" bash -euo pipefail -c "$1"; }
before=$began
# With the time since the last, and since the start.
did() {
  local now
  now=$(date +%s)
  echo "$((now - before)) s, $((now - began)) s in all: $1"
  before=$now
}

if [[ ! -x $root/bin/bash ]]; then debootstrap --variant=minbase "$suite" "$root" >/dev/null; fi
cp /etc/resolv.conf "$root/etc/"
if [[ -n $certificates ]]; then cp -L "$certificates" "$root/etc/own_certificates.crt"; fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
inside 'apt-get update -qq'
did "a Debian $suite without anything"

rm -rf "$root/work/debs" "$root/work/consumers"
mkdir -p "$root/work/debs"
cp "$debs"/*.deb "$root/work/debs"
cp -r examples/consumers "$root/work/consumers"
cp examples/cases/nearly_empty.textproto "$root/work/case.textproto"

inside 'apt-get install -y -qq --no-install-recommends /work/debs/*.deb >/dev/null 2>&1'
did "apt install ./risk-of-harm*.deb ./librisk*.deb ./python3-risk*.deb"
inside 'risk assess --brief /work/case.textproto | grep "nearly-empty" >/dev/null' || fail "the command"
inside 'python3 -c "import risk; e = risk.open_edition(\"england_wales\"); assert e.assess({\"case_id\": \"a\", \"assessment_date\": \"2026-06-01\"})[\"level\"]"' || fail "Python"
# The page, with the libraries that it is written with.
page() {
  inside "$1 serve --port 8123 >/dev/null 2>&1 & server=\$!; sleep 3
  python3 -c 'import urllib.request as u
for path, part in (\"\", b\"<title>Risk of harm\"), (\"page.js\", b\"import\"), (\"preact.js\", b\"preact\"), (\"htm.js\", b\"htm\"):
    assert part in u.urlopen(\"http://127.0.0.1:8123/\" + path).read(), path'
  kill \$server; wait \$server" || fail "the server of $1"
}
page risk
did "first results of the command, Python and the server"

# Exit code 1: one of the cases of the file is not valid, and is told as such.
check='code=0; "$program" cases.ndjson >out 2>err || code=$?; [[ $code -eq 1 ]]; grep "^3: bad-case" out >/dev/null'
programs() {
  inside "cd /work/consumers; make -s -C make ${1:-}; program=make/assess; $check" || fail "make"
  inside "cd /work/consumers; rm -rf build; cmake -S cmake -B build ${2:-} >/dev/null; cmake --build build >/dev/null; program=build/assess; $check" || fail "cmake"
}
inside 'apt-get install -y -qq --no-install-recommends gcc libc6-dev make cmake pkg-config >/dev/null 2>&1'
programs
did "make and CMake, over the packages"
inside 'apt-get purge -y -qq "risk-of-harm" "librisk*" python3-risk >/dev/null 2>&1; [[ -z $(find /usr -iname "*librisk*" -o -path "*/risk/*") ]]' || fail "something stays after purge"
did "taken away again without a trace"

if [[ -n $source ]]; then
  rm -rf "$root/work/source" "$root/work/consumers" "$root/opt/risk"
  git clone -q "$source" "$root/work/source"
  if [[ -n ${RISK_DISK_CACHE:-} ]]; then
    mkdir -p "$root/work/disk"
    mount --bind "$RISK_DISK_CACHE" "$root/work/disk"
    echo "build --disk_cache=/work/disk" >"$root/root/.bazelrc"
  fi
  cp -r "$source/examples/consumers" "$root/work/consumers"
  inside 'cd /work/source && ./dev install /opt/risk' || fail "./dev install"
  did "./dev install /opt/risk, from the source"
  inside '/opt/risk/bin/risk assess --brief /work/case.textproto | grep "nearly-empty" >/dev/null'
  page /opt/risk/bin/risk
  inside 'PYTHONPATH=/opt/risk/lib/python3/dist-packages python3 -c "import risk; print(risk.open_edition().name)"'
  programs "PKG_CONFIG_PATH=/opt/risk/lib/pkgconfig" "-DCMAKE_PREFIX_PATH=/opt/risk"
  did "make and CMake, over the folder"
  inside 'cd /work/source/examples/consumers/bazel_workspace && bazel build --compilation_mode=opt --force_pic //:assess >/tmp/log 2>&1 && $(bazel info --compilation_mode=opt --force_pic bazel-bin 2>/dev/null)/assess /work/case.textproto | grep "nearly-empty" >/dev/null && bazel shutdown' ||
    fail "bazel_workspace: $(tail -n 20 "$root/tmp/log")"
  did "bazel_workspace"
fi
echo "1 passed, 0 failed"
