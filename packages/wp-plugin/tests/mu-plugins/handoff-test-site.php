<?php

/**
 * Makes a site one for tests: mails are written to wp-content/mails.jsonl instead of being sent, and nothing looks for updates.
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

foreach (['core', 'plugins', 'themes'] as $handoffPart) {
    $handoffNone = static fn() => (object) ['last_checked' => time(), 'updates' => [], 'response' => [], 'translations' => []];
    add_filter("pre_site_transient_update_$handoffPart", $handoffNone);
}
add_filter('pre_option_admin_email_lifespan', static fn() => (string) (time() + YEAR_IN_SECONDS));
