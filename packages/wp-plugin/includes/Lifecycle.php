<?php

declare(strict_types=1);

namespace Handoff;

use Handoff\Capture\Problem;
use Handoff\Outbox\FileFallback;
use Handoff\Outbox\Loopback;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Table;
use Handoff\Settings\Capabilities;
use Handoff\Settings\Settings;
use Handoff\Turnstile\Widget;

/** What is set up on a site when the plugin comes, changes or goes; on a network, on each of its sites. */
final class Lifecycle implements Module
{
    /** Which version of the plugin set this site up. */
    public const OPTION = 'handoff_version';
    /** All that the plugin leaves in WordPress' own tables is named so. */
    private const PREFIX = 'handoff_';
    /** More sites than this are set up by their own next request, as after an update. */
    private const SITES_AT_ONCE = 100;
    /** Rows a statement deletes, so that a large shop's tables are never held for long. */
    private const ROWS_AT_ONCE = 1000;

    public function register(Services $services): void
    {
        add_action('init', [self::class, 'update'], 0);
        add_action('wp_initialize_site', [self::class, 'onNewSite'], 200);
        add_action('wp_uninitialize_site', [self::class, 'onDeletedSite']);
        add_filter('wpmu_drop_tables', [self::class, 'withTable'], 10, 2);
    }

    /** @param mixed $networkWide */
    public static function activate($networkWide = false): void
    {
        self::onSites((bool) $networkWide, self::SITES_AT_ONCE, [self::class, 'setUp']);
    }

    /**
     * Ends what runs by itself; everything else stays as it is.
     *
     * @param mixed $networkWide
     */
    public static function deactivate($networkWide = false): void
    {
        self::onSites((bool) $networkWide, 0, [self::class, 'unschedule']);
    }

    /** Sets the site up after an update of the plugin's files, which nobody announces. Costs no query where it is. */
    public static function update(): void
    {
        if (get_option(self::OPTION) === Plugin::VERSION) {
            return;
        }
        try {
            self::setUp();
        } catch (\Throwable $problem) {
            Problem::report('setting up the site', $problem);
        }
    }

    public static function onNewSite(\WP_Site $site): void
    {
        if (!function_exists('is_plugin_active_for_network')) {
            require_once ABSPATH . 'wp-admin/includes/plugin.php';
        }
        if (is_plugin_active_for_network(plugin_basename(HANDOFF_FILE))) {
            self::onSite((int) $site->blog_id, [self::class, 'update']);
        }
    }

    public static function onDeletedSite(\WP_Site $site): void
    {
        self::onSite((int) $site->blog_id, static fn() => (new FileFallback())->remove());
    }

    /**
     * The tables WordPress drops with a site of the network.
     *
     * @param string[] $tables
     * @param mixed    $site
     *
     * @return string[]
     */
    public static function withTable($tables, $site): array
    {
        global $wpdb;
        return array_merge((array) $tables, [$wpdb->get_blog_prefix((int) $site) . 'handoff_outbox']);
    }

    /** The plugin's files are being deleted: its schedules go, and what it kept too where the settings say so. */
    public static function uninstall(): void
    {
        self::onSites(is_multisite(), 0, static function (): void {
            self::unschedule();
            if ((new Settings(new Clock()))->all()['deleteOnUninstall']) {
                self::erase();
            }
        });
    }

    /** Again and again it does no harm. */
    private static function setUp(): void
    {
        (new Table())->create(); // Where the database refuses, events go to the fallback file and sweeps try again.
        $settings = new Settings(new Clock());
        $settings->install();
        Capabilities::grant($settings);
        OutboxModule::schedule();
        (new Loopback())->install();
        Widget::install();
        update_option(self::OPTION, Plugin::VERSION, true);
    }

    private static function unschedule(): void
    {
        foreach ((array) _get_cron_array() as $hooks) {
            foreach (array_keys((array) $hooks) as $hook) {
                if (strpos((string) $hook, self::PREFIX) === 0) {
                    wp_unschedule_hook((string) $hook);
                }
            }
        }
    }

    private static function erase(): void
    {
        global $wpdb;
        (new Table())->drop();
        (new FileFallback())->remove();
        Capabilities::revoke();
        $patterns = array_map(
            static fn(string $start) => $wpdb->esc_like($start . self::PREFIX) . '%',
            ['', '_transient_', '_transient_timeout_']
        );
        $names = $wpdb->get_col($wpdb->prepare(
            'SELECT option_name FROM %i WHERE option_name LIKE %s OR option_name LIKE %s OR option_name LIKE %s',
            $wpdb->options,
            ...$patterns
        ));
        array_walk($names, static fn(string $name) => delete_option($name));
        self::eraseFromOrders();
    }

    /** What was noted with orders lies with WordPress' posts, or in WooCommerce's own tables where there are such. */
    private static function eraseFromOrders(): void
    {
        global $wpdb;
        $quiet = $wpdb->suppress_errors(true);
        foreach ([$wpdb->postmeta, $wpdb->prefix . 'wc_orders_meta'] as $table) {
            do {
                $gone = $wpdb->query($wpdb->prepare(
                    'DELETE FROM %i WHERE meta_key LIKE %s LIMIT %d',
                    $table,
                    $wpdb->esc_like('_' . self::PREFIX) . '%',
                    self::ROWS_AT_ONCE
                ));
            } while ($gone === self::ROWS_AT_ONCE);
        }
        $wpdb->suppress_errors($quiet);
    }

    /** @param int $most How many sites; 0 for all. */
    private static function onSites(bool $all, int $most, callable $do): void
    {
        if (!$all || !is_multisite()) {
            $do();
            return;
        }
        foreach (get_sites(['fields' => 'ids', 'number' => $most]) as $site) {
            self::onSite((int) $site, $do);
        }
    }

    private static function onSite(int $site, callable $do): void
    {
        switch_to_blog($site);
        try {
            $do();
        } finally {
            restore_current_blog();
        }
    }
}
