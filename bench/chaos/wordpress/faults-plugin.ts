/**
 * A must-use plugin that plays one fault on the next request, named in wp-content/fault:
 * `kill-before-send`, `kill-before-call` and `kill-after-call` end PHP as a full memory or a host's limit does;
 * `twice` fires the form's hook a second time.
 */
export const FAULTS = `<?php
function faults_take(string $name): bool {
    $file = WP_CONTENT_DIR . '/fault';
    if (!is_file($file) || trim((string) file_get_contents($file)) !== $name) return false;
    return @unlink($file);
}
function faults_die(): void {
    posix_kill(getmypid(), SIGKILL);
}
add_action('shutdown', function () { if (faults_take('kill-before-send')) faults_die(); }, PHP_INT_MIN);
add_filter('pre_http_request', function ($answer, $args, $url) {
    if (strpos($url, '/v1/events') !== false && faults_take('kill-before-call')) faults_die();
    return $answer;
}, 10, 3);
add_action('http_api_debug', function ($response, $context, $class, $args, $url) {
    if (strpos($url, '/v1/events') !== false && faults_take('kill-after-call')) faults_die();
}, 10, 5);
add_action('comment_post', function (...$args) {
    if (faults_take('twice')) do_action('comment_post', ...$args);
}, PHP_INT_MAX, 3);
`;
