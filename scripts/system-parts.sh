#!/usr/bin/env bash
# Brings the system programs that the tests use. On Debian and Ubuntu, as root or with password-less sudo, it
# installs what is missing; elsewhere it names what is missing and exits 1. Quick where all is there already.
#
#   scripts/system-parts.sh            every part
#   scripts/system-parts.sh postgres   only the parts named
#
# To add a part: its name in all_parts and its has_, name_ and packages_ functions.
set -euo pipefail

all_parts=(postgres php mariadb chromium phpunit phpcs nginx zip wordpress)

has_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin ${PATH//:/ }; do
    [[ -x $folder/initdb && -x $folder/postgres ]] && return 0
  done
  return 1
}
name_postgres() { echo 'PostgreSQL server programs (initdb, postgres)'; }
packages_postgres() { echo postgresql; }

# Is each of these a program? Also looks where Debian keeps what only root is expected to call.
programs() {
  local name
  for name in "$@"; do PATH="$PATH:/usr/sbin:/sbin" command -v "$name" >/dev/null || return 1; done
}

php_extensions=(curl xml mbstring gd zip intl mysqli)
has_php() {
  programs php && compgen -G '/usr/sbin/php-fpm*' >/dev/null || return 1
  local extension loaded
  loaded=$(php -m)
  for extension in "${php_extensions[@]}"; do grep -qix "$extension" <<<"$loaded" || return 1; done
}
name_php() { echo "PHP 7.4 or later (php, php-fpm) with ${php_extensions[*]}"; }
packages_php() { echo php-cli php-fpm php-curl php-xml php-mbstring php-gd php-zip php-intl php-mysql; }

has_mariadb() { programs mariadbd mariadb-install-db mariadb mariadb-dump; }
name_mariadb() { echo 'MariaDB programs (mariadbd, mariadb-install-db, mariadb, mariadb-dump)'; }
# Without mariadb-server, which is what brings the system service.
packages_mariadb() { echo mariadb-server-core mariadb-client; }

has_chromium() { programs chromium; }
name_chromium() { echo 'Chromium (chromium)'; }
packages_chromium() { echo chromium; }

has_phpunit() { programs phpunit; }
name_phpunit() { echo 'PHPUnit 9.6 (phpunit)'; }
packages_phpunit() { echo phpunit; }

has_phpcs() { programs phpcs; }
name_phpcs() { echo 'PHP_CodeSniffer (phpcs)'; }
packages_phpcs() { echo php-codesniffer; }

has_nginx() { programs nginx; }
name_nginx() { echo 'nginx'; }
packages_nginx() { echo nginx-light; }

has_zip() { programs zip unzip; }
name_zip() { echo 'zip and unzip'; }
packages_zip() { echo zip unzip; }

# WordPress itself is not installed: the tests unpack Debian's packages into a folder of their own.
has_wordpress() { programs apt-get dpkg-deb && [[ -e /usr/share/keyrings/debian-archive-keyring.gpg ]]; }
name_wordpress() { echo "what unpacks WordPress from Debian's packages (apt-get, dpkg-deb, Debian's archive keyring)"; }
packages_wordpress() { echo debian-archive-keyring; }

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

# The tests start servers of their own: no package may make or start one for the whole system, now or at the next boot.
cluster_settings=/etc/postgresql-common/createcluster.d/handoff-no-main-cluster.conf
service_policy=/usr/sbin/policy-rc.d
ours=()
put_file() {
  ours+=("$1")
  "${as_root[@]}" mkdir -p "${1%/*}"
  "${as_root[@]}" tee "$1" >/dev/null
}
remove_ours() { ((${#ours[@]} == 0)) || "${as_root[@]}" rm -f "${ours[@]}"; }
trap remove_ours EXIT
[[ " ${missing[*]} " != *' postgres '* ]] || put_file "$cluster_settings" <<<'create_main_cluster = false'
if [[ ! -e $service_policy ]]; then
  put_file "$service_policy" <<<$'#!/bin/sh\nexit 101'
  "${as_root[@]}" chmod 755 "$service_policy"
fi

apt_get() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" </dev/null >&2; }
services() { compgen -G '/lib/systemd/system/nginx.service'; compgen -G '/lib/systemd/system/php*-fpm.service'; }
services_before=$(services || true)
apt_get update
apt_get install -y --no-install-recommends "${packages[@]}"
if command -v systemctl >/dev/null; then
  for unit in $(services || true); do
    grep -qxF "$unit" <<<"$services_before" || "${as_root[@]}" systemctl disable --quiet "${unit##*/}" >&2 || true
  done
fi

for part in "${missing[@]}"; do
  "has_$part" || give_up 'apt-get installed its packages, but the programs are still not there'
done
