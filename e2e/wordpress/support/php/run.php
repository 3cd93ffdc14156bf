<?php

/**
 * Runs a piece of PHP inside a site. Standard input: {"code", "args", "user"}; the code is a function's body with $args.
 * Its return value is the last line of standard output, as JSON behind a mark, so that other output does no harm.
 */

$handoff_task = json_decode(stream_get_contents(STDIN), true);
$_SERVER['HTTP_HOST'] = preg_replace('#^https?://#', '', (string) getenv('HANDOFF_URL'));
$_SERVER['SERVER_NAME'] = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/';
define('WP_DISABLE_FATAL_ERROR_HANDLER', true);
set_exception_handler(static function (Throwable $error): void {
    fwrite(STDERR, (string) $error);
    exit(1);
});
require getenv('HANDOFF_WP') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

if ($handoff_task['user'] !== null) {
    wp_set_current_user(get_user_by('login', $handoff_task['user'])->ID);
}
$handoff_result = (static function (array $args, string $code) {
    return eval($code);
})($handoff_task['args'], $handoff_task['code']);
echo "\n--result--", json_encode($handoff_result, JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR);
