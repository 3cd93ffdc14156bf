import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { programPath } from './parts.ts';
import { startGroup } from './processes.ts';
import type { ServedSite } from './serve.ts';
import type { Site } from './site.ts';

/**
 * Serves a site by php-fpm behind nginx, as most hosts do: here `fastcgi_finish_request` exists, so the visitor has the
 * answer while PHP works on. Makes the address the site's home.
 */
export async function serveByFpm(site: Site, options: { port?: number; workers?: number } = {}): Promise<ServedSite> {
  // Beside the site, not in it; below /tmp, because a socket's path must be short.
  const folder = await mkdtemp(join(site.folder, '..', 'fpm-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'temp'));
  const socket = join(folder, 's');
  const root = process.getuid?.() === 0;
  await writeFile(join(folder, 'fpm.conf'), fpmConfig(folder, socket, options.workers ?? 4, root));
  // php-fpm makes a session of its own, so its workers end only when it ends them.
  const fpm = startGroup(
    programPath('php-fpm'),
    ['--nodaemonize', '--force-stderr', ...(root ? ['--allow-to-run-as-root'] : []), '-y', join(folder, 'fpm.conf')],
    { politely: true },
  );
  try {
    await fpm.says(/ready to handle connections/);
    const port = options.port ?? (await freePort());
    await writeFile(join(folder, 'nginx.conf'), nginxConfig(folder, socket, port, site.folder, root));
    const nginx = startGroup(programPath('nginx'), ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')]);
    await nginx.says(/start worker process/);
    const url = `http://127.0.0.1:${port}`;
    await site.moveTo(url);
    return {
      url,
      log: () => nginx.log() + fpm.log(),
      stop: async () => void (await Promise.all([nginx.stop(), fpm.stop()])),
    };
  } catch (error) {
    await fpm.stop();
    throw error;
  }
}

/** nginx does not tell which port it was given. One that was free a moment ago is as near as one gets. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const fpmConfig = (folder: string, socket: string, workers: number, root: boolean): string => `
[global]
error_log = ${folder}/fpm.log
[site]
listen = ${socket}
${root ? 'user = root\ngroup = root' : ''}
pm = static
pm.max_children = ${workers}
clear_env = no
catch_workers_output = yes
php_admin_value[memory_limit] = 256M
php_admin_value[display_errors] = 0
php_admin_value[upload_tmp_dir] = ${folder}/temp
`;

const nginxConfig = (folder: string, socket: string, port: number, site: string, root: boolean): string => `
${root ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path ${folder}/temp;
  fastcgi_temp_path ${folder}/temp/fastcgi;
  proxy_temp_path ${folder}/temp/proxy;
  scgi_temp_path ${folder}/temp/scgi;
  uwsgi_temp_path ${folder}/temp/uwsgi;
  client_max_body_size 64m;
  server {
    listen 127.0.0.1:${port};
    root ${site};
    index index.php;
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
      try_files $uri =404;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param SERVER_NAME 127.0.0.1;
      fastcgi_param HTTP_HOST 127.0.0.1:${port};
      fastcgi_buffers 16 64k;
      fastcgi_buffer_size 64k;
      fastcgi_pass unix:${socket};
    }
  }
}
`;
