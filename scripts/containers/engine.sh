#!/usr/bin/env bash
# A Docker engine for `npm run check:containers` where there is none: from Debian's packages, unpacked into a folder
# rather than installed, so that `stop` leaves nothing behind. As root on Debian 12 (bookworm).
#
#   eval "$(scripts/containers/engine.sh start /tmp/engine)"    sets DOCKER_HOST and what the client needs
#   scripts/containers/engine.sh stop /tmp/engine               ends it, and removes the folder with all its images
set -euo pipefail
verb=${1:?start or stop}
folder=${2:?a folder for it, which stop removes}
packages=(docker.io containerd runc iptables libip6tc2 libnfnetlink0 libnetfilter-conntrack3 libnftnl11)
# Compose as it is today comes with the Debian after: its only need is a libc that both have.
newer=(docker-compose)

# Every variable that the engine and its client need, as a shell takes them.
settings() {
  cat <<SETTINGS
export DOCKER_HOST=unix://$folder/docker.sock DOCKER_CONFIG=$folder/config DOCKER_BUILDKIT=1
export LD_LIBRARY_PATH=$folder/parts/usr/lib/x86_64-linux-gnu XTABLES_LIBDIR=$folder/parts/usr/lib/x86_64-linux-gnu/xtables
export PATH=$folder/parts/usr/bin:$folder/parts/usr/sbin:\$PATH
SETTINGS
}

unpack() {
  mkdir -p "$folder"/{parts,debs,lists/partial,config/cli-plugins}
  chmod 755 "$folder"
  cd "$folder/debs"
  apt-get -q download "${packages[@]}"
  echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main' >"$folder/newer.list"
  local other=(-o "Dir::Etc::SourceList=$folder/newer.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$folder/lists" -o "Dir::Cache=$folder")
  apt-get -q "${other[@]}" update
  apt-get -q "${other[@]}" download "${newer[@]}"
  local deb
  for deb in *.deb; do dpkg-deb -x "$deb" "$folder/parts"; done
  cp "$folder"/parts/usr/libexec/docker/cli-plugins/docker-compose "$folder/config/cli-plugins/"
  local name
  for name in iptables ip6tables iptables-save ip6tables-save iptables-restore ip6tables-restore; do
    ln -sf xtables-legacy-multi "$folder/parts/usr/sbin/$name"
  done
}

start() {
  unpack >&2 2>"$folder.log" || { cat "$folder.log" >&2; return 1; }
  rm -f "$folder.log"
  eval "$(settings)"
  echo '{}' >"$folder/daemon.json"
  cat /proc/sys/net/ipv4/ip_forward >"$folder/ip_forward"
  iptables -S FORWARD | grep '^-P' >"$folder/forward_policy"
  setsid nohup dockerd --config-file "$folder/daemon.json" --host "$DOCKER_HOST" --data-root "$folder/data" --exec-root "$folder/exec" \
    --pidfile "$folder/docker.pid" --mtu "$(cat /sys/class/net/eth0/mtu 2>/dev/null || echo 1500)" \
    --userland-proxy-path "$folder/parts/usr/sbin/docker-proxy" --init-path "$folder/parts/usr/bin/docker-init" >"$folder/dockerd.log" 2>&1 </dev/null &
  local tries
  for ((tries = 0; tries < 60; tries++)); do
    docker info >/dev/null 2>&1 && { settings; return; }
    sleep 1
  done
  tail -20 "$folder/dockerd.log" >&2
  return 1
}

stop() {
  eval "$(settings)"
  local containers pid
  containers=$(docker ps -aq)
  # shellcheck disable=SC2086
  [[ -z $containers ]] || docker rm -f $containers >/dev/null
  docker network prune -f >/dev/null
  pid=$(<"$folder/docker.pid")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  # What it told the kernel: its chains, its bridge, and that packets may be passed on.
  local table
  for table in filter nat; do
    iptables-save -t "$table" | grep -v -i docker | iptables-restore -T "$table"
  done
  # shellcheck disable=SC2046
  iptables $(<"$folder/forward_policy")
  ip link delete docker0 2>/dev/null || true
  cat "$folder/ip_forward" >/proc/sys/net/ipv4/ip_forward
  findmnt -rno TARGET | { grep "^$folder/" || true; } | sort -r | xargs -r umount
  rm -rf "$folder"
}

case $verb in
  start | stop) "$verb" ;;
  *) echo "engine.sh: start or stop, not '$verb'" >&2; exit 2 ;;
esac
