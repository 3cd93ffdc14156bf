#!/usr/bin/env bash
# Brings the system programs that the tests use. On Debian and Ubuntu, as root or with password-less sudo, it
# installs what is missing; elsewhere it names what is missing and exits 1. Quick where all is there already.
#
#   scripts/system-parts.sh            every part
#   scripts/system-parts.sh postgres   only the parts named
#
# To add a part: its name in all_parts and its has_, name_ and packages_ functions.
set -euo pipefail

all_parts=(postgres)

has_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin ${PATH//:/ }; do
    [[ -x $folder/initdb && -x $folder/postgres ]] && return 0
  done
  return 1
}
name_postgres() { echo 'PostgreSQL server programs (initdb, postgres)'; }
packages_postgres() { echo postgresql; }

(($#)) || set -- "${all_parts[@]}"
missing=()
for part in "$@"; do
  if ! declare -F "has_$part" >/dev/null; then
    echo "system-parts: there is no part '$part'; there are: ${all_parts[*]}" >&2
    exit 2
  fi
  "has_$part" || missing+=("$part")
done
((${#missing[@]})) || exit 0

give_up() {
  echo "system-parts: $1. Missing:" >&2
  for part in "${missing[@]}"; do
    echo "  $part: $("name_$part")" >&2
  done
  exit 1
}

as_root=()
if ! command -v apt-get >/dev/null; then
  give_up 'this is not Debian or Ubuntu, so install these yourself'
elif ((EUID != 0)); then
  sudo -n true 2>/dev/null || give_up 'installing needs root; run this script as root'
  as_root=(sudo -n)
fi

packages=()
for part in "${missing[@]}"; do
  # shellcheck disable=SC2207
  packages+=($("packages_$part"))
done
echo "system-parts: installing ${packages[*]}" >&2

# The tests start clusters of their own: the package must neither make nor start one for the whole system.
cluster_settings=/etc/postgresql-common/createcluster.d/handoff-no-main-cluster.conf
if [[ " ${missing[*]} " == *' postgres '* ]]; then
  trap '"${as_root[@]}" rm -f "$cluster_settings"' EXIT
  "${as_root[@]}" mkdir -p "${cluster_settings%/*}"
  echo 'create_main_cluster = false' | "${as_root[@]}" tee "$cluster_settings" >/dev/null
fi

apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2; }
apt_get update
apt_get install -y --no-install-recommends "${packages[@]}"

for part in "${missing[@]}"; do
  "has_$part" || give_up 'apt-get installed its packages, but the programs are still not there'
done
