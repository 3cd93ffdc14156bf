<?php

/**
 * Makes a site one for tests: mails are written to wp-content/mails.jsonl instead of being sent, nothing looks for
 * updates, pages ask for news late, and wp-content/clock.txt moves Handoff's clock by the seconds in it.
 */

declare(strict_types=1);

add_filter(
    'pre_wp_mail',
    static function ($sent, array $mail): bool {
        $line = json_encode(['to' => $mail['to'], 'subject' => $mail['subject'], 'message' => $mail['message']]);
        file_put_contents(WP_CONTENT_DIR . '/mails.jsonl', $line . "\n", FILE_APPEND | LOCK_EX);
        return true;
    },
    10,
    2
);

// WordPress.org answers that there is nothing new: a failed look would be tried again and warned of on every admin page.
add_filter(
    'pre_http_request',
    static function ($answer, array $args, string $url) {
        if (wp_parse_url($url, PHP_URL_HOST) !== 'api.wordpress.org') {
            return $answer;
        }
        $nothing = ['offers' => [], 'plugins' => [], 'themes' => [], 'no_update' => [], 'translations' => []];
        return ['headers' => [], 'body' => json_encode($nothing), 'response' => ['code' => 200], 'cookies' => []];
    },
    10,
    3
);
add_filter('pre_option_admin_email_lifespan', static fn() => (string) (time() + YEAR_IN_SECONDS));

// WordPress' pages ask for news each minute, and with that the outbox is swept: a test that takes longer would meet it.
add_filter('heartbeat_settings', static fn(array $settings): array => ['interval' => 120] + $settings);

// The page of the log-in moves the keyboard to the name a moment after it has come, where the password is being typed.
add_filter('enable_login_autofocus', '__return_false');

// All visitors of a test come from one address, faster than people type.
add_filter('wp_is_comment_flood', '__return_false', 99);

add_action('handoff_loaded', static function (\Handoff\Services $services): void {
    $file = WP_CONTENT_DIR . '/clock.txt';
    $services->clock()->offset = is_file($file) ? (int) file_get_contents($file) : 0;
});
