<?php

/**
 * Installs WordPress into the empty database that its wp-config.php names. Prints nothing; fails with a message.
 */

define('WP_INSTALLING', true);
// At the command line there is no request to guess the address from. The same as INSTALLED_AT in site.ts.
define('WP_SITEURL', 'http://127.0.0.1');
require getenv('HANDOFF_WP') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$installed = wp_install('Bloom & Steep', 'admin', 'admin@example.com', true, '', 'password');
if (is_wp_error($installed)) {
    fwrite(STDERR, $installed->get_error_message());
    exit(1);
}
update_option('show_avatars', 0);
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Europe/Berlin');
update_user_meta(1, 'show_welcome_panel', 0);
update_user_meta(1, 'wp_persisted_preferences', ['core' => ['welcomeGuide' => false], '_modified' => gmdate('c')]);
flush_rewrite_rules(false);
