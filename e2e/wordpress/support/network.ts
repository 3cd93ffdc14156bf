import type { DatabaseServer } from './database.ts';
import { copyPlugin } from './plugin.ts';
import { type ServedSite, serveSite } from './serve.ts';
import { createSite, type Site, type SiteOptions } from './site.ts';

/** Makes a network of a single site, as Tools → Network Setup does, before wp-config.php says that it is one. */
const MAKE_NETWORK = `
  global $wpdb;
  require_once ABSPATH . 'wp-admin/includes/upgrade.php';
  require_once ABSPATH . 'wp-admin/includes/network.php';
  foreach ($wpdb->tables('ms_global') as $table => $prefixed) $wpdb->$table = $prefixed;
  install_network();
  $made = populate_network(1, $args['host'], 'admin@example.com', 'Bloom & Steep sites', '/', false);
  if (is_wp_error($made)) throw new Exception($made->get_error_message());
`;

const ADD_SITE = `
  $made = wp_insert_site(['domain' => $args['host'], 'path' => "/{$args['path']}/", 'network_id' => 1, 'user_id' => 1, 'title' => $args['path']]);
  if (is_wp_error($made)) throw new Exception($made->get_error_message());
  return $made;
`;

/** A served network of sites in subfolders, with Handoff's files in it and not active; `admin` is its super administrator. */
export interface Network {
  /** The first site, whose database holds all of them. */
  site: Site;
  served: ServedSite;
  /** Adds a site in a subfolder. Answers its number. */
  add: (path: string) => Promise<number>;
  /** Runs PHP for one of the sites, by its number, as code does that changes over to it. */
  on: <T>(site: number, code: string) => Promise<T>;
}

/** A network knows its address, port and all, so it is made once the site is served. */
export async function createNetwork(database: DatabaseServer, options: Omit<SiteOptions, 'handoff'> = {}): Promise<Network> {
  const site = await createSite(database, { ...options, handoff: 'none' });
  const served = await serveSite(site);
  try {
    const { host } = new URL(served.url);
    await site.php(MAKE_NETWORK, { args: { host } });
    await site.configure({
      ...options.constants,
      MULTISITE: true,
      SUBDOMAIN_INSTALL: false,
      DOMAIN_CURRENT_SITE: host,
      PATH_CURRENT_SITE: '/',
      SITE_ID_CURRENT_SITE: 1,
      BLOG_ID_CURRENT_SITE: 1,
    });
    await copyPlugin(site.folder);
    return {
      site,
      served,
      add: (path) => site.php<number>(ADD_SITE, { args: { host, path }, user: 'admin' }),
      on: (number, code) =>
        site.php(`global $wpdb; switch_to_blog($args['number']); try { ${code} } finally { restore_current_blog(); }`, {
          args: { number },
          user: 'admin',
        }),
    };
  } catch (error) {
    await served.stop();
    throw error;
  }
}
