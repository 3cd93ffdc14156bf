# A machine whose process 1 is systemd, with the server installed as deploy/handoff.service says.
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends systemd systemd-sysv && rm -rf /var/lib/apt/lists/*
COPY --from=node:24-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=handoff-check/server /handoff /opt/handoff
COPY *.service *.timer /etc/systemd/system/
RUN useradd --system --home-dir /var/lib/handoff handoff && install -d -o handoff -g handoff -m 700 /var/backups/handoff \
  && echo HANDOFF_PUBLIC_URL=https://handoff.example.com >/etc/handoff.env && chmod 600 /etc/handoff.env
CMD ["/sbin/init"]
