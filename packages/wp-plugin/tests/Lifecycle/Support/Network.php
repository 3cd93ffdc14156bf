<?php

declare(strict_types=1);

namespace Handoff\Tests\Lifecycle\Support;

use RuntimeException;

/** A network of sites in the database and files of the test site, under a table prefix of its own; each call is a PHP of its own. */
final class Network
{
    private const PREFIX = 'net_';

    public static function install(): void
    {
        $install = 'require ABSPATH . "wp-admin/includes/upgrade.php";'
            . 'wp_install("Network", "root", "root@example.com", true, "", "password");'
            . 'foreach ($wpdb->tables("ms_global") as $name => $table) { $wpdb->$name = $table; }'
            . 'install_network(); $done = populate_network(1, "127.0.0.1", "root@example.com", "Network", "/", false);'
            . 'return is_wp_error($done) ? $done->get_error_codes() : [];';
        self::run(['WP_INSTALLING' => true], $install);
    }

    /** Runs the body of a function inside the network's first site and gives what it returns. @return mixed */
    public static function php(string $code)
    {
        $constants = [
            'MULTISITE' => true,
            'SUBDOMAIN_INSTALL' => false,
            'DOMAIN_CURRENT_SITE' => '127.0.0.1',
            'PATH_CURRENT_SITE' => '/',
            'SITE_ID_CURRENT_SITE' => 1,
            'BLOG_ID_CURRENT_SITE' => 1,
        ];
        return self::run($constants, $code);
    }

    public static function remove(): void
    {
        global $wpdb;
        foreach ($wpdb->get_col("SHOW TABLES LIKE '" . self::PREFIX . "%'") as $table) {
            $wpdb->query("DROP TABLE `$table`");
        }
    }

    /**
     * @param array<string, mixed> $constants
     *
     * @return mixed
     */
    private static function run(array $constants, string $code)
    {
        $ours = get_defined_constants(true)['user'];
        $names = '/^(DB_\w+|\w+_KEY|\w+_SALT|ABSPATH|WP_HOME|WP_SITEURL|WP_DEBUG\w*|WP_HTTP_BLOCK_EXTERNAL)$/';
        foreach (preg_grep($names, array_keys($ours)) as $name) {
            $constants += [$name => $ours[$name]];
        }
        $php = '';
        foreach ($constants as $name => $value) {
            $php .= "define('$name', " . var_export($value, true) . ');';
        }
        $php .= '$_SERVER["HTTP_HOST"] = "127.0.0.1"; $_SERVER["REQUEST_URI"] = "/"; $_SERVER["SERVER_PROTOCOL"] = "HTTP/1.1";'
            . '$_SERVER["REQUEST_METHOD"] = "GET"; $table_prefix = ' . var_export(self::PREFIX, true) . ';'
            . 'require ABSPATH . "wp-settings.php"; require_once ABSPATH . "wp-admin/includes/admin.php";'
            . '$result = (static function () { global $wpdb; ' . $code . ' })();'
            . 'echo "\nRESULT:" . json_encode($result);';
        $process = proc_open([PHP_BINARY, '-r', $php], [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
        if ($process === false) {
            throw new RuntimeException('PHP did not start.');
        }
        $output = (string) stream_get_contents($pipes[1]);
        proc_close($process);
        $parts = explode("\nRESULT:", $output);
        if (count($parts) !== 2) {
            throw new RuntimeException("PHP ended without a result:\n$output");
        }
        return json_decode($parts[1], true);
    }
}
