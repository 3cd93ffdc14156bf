<?php

/**
 * Loads the site whose folder HANDOFF_WP names, with its active plugins, into the process that PHPUnit runs in.
 */

declare(strict_types=1);

$handoffSite = (string) getenv('HANDOFF_WP');
if (!is_file("$handoffSite/wp-load.php")) {
    fwrite(STDERR, "Run these tests by `npm run test:php`: it makes the WordPress that they run in.\n");
    exit(1);
}

$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = getenv('HANDOFF_METHOD') ?: 'GET';
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REMOTE_ADDR'] = '203.0.113.7';

require_once "$handoffSite/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/admin.php';

spl_autoload_register(
    static function (string $class): void {
        if (strpos($class, 'Handoff\\Tests\\') === 0) {
            $file = __DIR__ . '/' . str_replace('\\', '/', substr($class, strlen('Handoff\\Tests\\'))) . '.php';
            if (is_file($file)) {
                require $file;
            }
        }
    }
);
