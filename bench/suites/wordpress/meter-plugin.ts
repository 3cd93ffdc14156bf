/**
 * A must-use plugin that leaves Handoff out of a request with the header `X-Without-Handoff`, and notes how many queries
 * a request with `X-Meter: ID` took until its visitor had the answer (`after` where PHP answers at its very end, `before`
 * where php-fpm lets the visitor go first), in wp-content/meter/ID.
 */
export const METER = `<?php
if (isset($_SERVER['HTTP_X_WITHOUT_HANDOFF'])) {
    add_filter('option_active_plugins', static fn($plugins) => array_values(array_diff((array) $plugins, ['handoff/handoff.php'])));
}
if (isset($_SERVER['HTTP_X_METER'])) {
    $meter = static function (string $when): void {
        $folder = WP_CONTENT_DIR . '/meter';
        is_dir($folder) || mkdir($folder);
        file_put_contents($folder . '/' . sanitize_key($_SERVER['HTTP_X_METER']) . '-' . $when, (string) $GLOBALS['wpdb']->num_queries);
    };
    // As late as can be, so that it comes after Handoff's own at the same priority.
    add_action('wp_loaded', static function () use ($meter): void {
        add_action('shutdown', static fn() => $meter('before'), PHP_INT_MAX - 1);
        add_action('shutdown', static fn() => $meter('after'), PHP_INT_MAX);
    }, PHP_INT_MAX);
}
`;
