<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\WPForms\Answer;

/**
 * WPForms, Lite and paid. Only the paid one keeps entries (table `wpforms_entries`, times in UTC).
 *
 * Read in wpforms-lite (includes/class-process.php, fields/class-gdpr-checkbox.php) and the paid class-entry.php:
 * `wpforms_process_entry_saved` (since 1.7.7) fires before the notification mails and for stored spam too, whose reason is
 * in `$form_data['spam_reason']`; `wpforms_process_complete` fires after the mails and not for spam; the entry's id is 0 in
 * Lite; other spam is refused with an error or dropped before either. `start_timestamp` is the visitor's first touch, not
 * when the form was shown, so it is not told as `secondsToSubmit`.
 */
final class WPForms extends FormPlugin
{
    private const NO_ANSWER = [
        'divider', 'html', 'content', 'pagebreak', 'layout', 'repeater', 'entry-preview', 'internal-information', 'captcha',
    ];

    public function slug(): string
    {
        return 'wpforms';
    }

    public function title(): string
    {
        return 'WPForms';
    }

    public function available(): bool
    {
        return defined('WPFORMS_VERSION') && function_exists('wpforms');
    }

    public function version(): ?string
    {
        return defined('WPFORMS_VERSION') ? (string) WPFORMS_VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        $listener = $capture->listener('WPForms', function ($fields, $entry, $form, $id) use ($capture): void {
            $capture->keep($this->submitted((array) $fields, (array) $entry, (array) $form, (int) $id));
        });
        add_action('wpforms_process_entry_saved', $listener, 10, 4);
        // Where an older version, or code that imitates WPForms, fires only this.
        add_action('wpforms_process_complete', $listener, 10, 4);
    }

    public function forms(): array
    {
        $posts = self::part('form')->get('', ['orderby' => 'ID', 'order' => 'ASC', 'cap' => false]);
        $forms = [];
        foreach (is_array($posts) ? $posts : [] as $post) {
            $form = self::decode($post->post_content);
            $fields = array_filter((array) ($form['fields'] ?? []), static fn($one): bool => !self::hasNoAnswer((string) ($one['type'] ?? '')));
            $forms[] = new Form(
                (string) $post->ID,
                self::titleOf($form, $post->post_title),
                self::fields(array_map(static fn(array $one): array => [
                    (string) ($one['id'] ?? ''),
                    (string) ($one['label'] ?? ''),
                    (string) $one['type'],
                    !empty($one['required']),
                ], array_values($fields))),
                admin_url("admin.php?page=wpforms-builder&view=fields&form_id={$post->ID}")
            );
        }
        return $forms;
    }

    public function keepsNoEntries(): ?string
    {
        return self::isPaid() ? null : __(
            'WPForms Lite keeps no submissions, so what was missed cannot be found again. The paid WPForms keeps them.',
            'handoff'
        );
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        if (!$this->available() || !self::isPaid()) {
            return new EntryPage([], null);
        }
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT * FROM {$wpdb->prefix}wpforms_entries
             WHERE date >= %s AND entry_id > %d AND status IN ('', 'spam') ORDER BY entry_id LIMIT %d",
            self::toUtc($since),
            (int) $after,
            $limit
        ));
        return self::page($rows, $limit, static fn($row) => $row->entry_id, fn($row) => $this->stored($row));
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return !self::isPaid() ? null : (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM {$wpdb->prefix}wpforms_entries WHERE date >= %s AND status IN ('', 'spam')",
            self::toUtc($since)
        ));
    }

    /**
     * @param array<int|string, array<string, mixed>> $fields
     * @param array<string, mixed>                    $entry  What was posted.
     * @param array<string, mixed>                    $form
     */
    private function submitted(array $fields, array $entry, array $form, int $id): EventDraft
    {
        global $wpdb;
        $submission = $this->filled($fields, $form, (array) ($entry['fields'] ?? []));
        $meta = (array) ($form['entry_meta'] ?? []);
        $page = (string) ($meta['page_url'] ?? '');
        $submission->context([
            'page' => $page !== '' ? $page : esc_url_raw(wp_unslash((string) ($_POST['page_url'] ?? ''))),
            'referrer' => (string) ($meta['url_referer'] ?? ''),
            'scriptRan' => !empty($_POST['start_timestamp']) || wp_doing_ajax() ? true : null,
        ]);
        if (!empty($form['spam_reason'])) {
            $reason = (string) $form['spam_reason'];
            $submission->signal(stripos($reason, 'akismet') !== false ? 'akismet' : $this->slug(), 'spam', $reason);
        }
        if ($id <= 0) {
            return $submission->draft($this->madeUpId($form['id'] ?? 0, $fields));
        }
        $when = $wpdb->prepare("SELECT date FROM {$wpdb->prefix}wpforms_entries WHERE entry_id = %d", $id);
        return $submission->draft((string) $id, null, self::isPaid() ? (string) $wpdb->get_var($when) : '');
    }

    private function stored(object $row): EventDraft
    {
        $form = self::part('form')->get((int) $row->form_id, ['content_only' => true, 'cap' => false]);
        $form = is_array($form) ? $form : ['id' => $row->form_id];
        $submission = $this->filled((array) json_decode((string) $row->fields, true), $form, null);
        $submission->context(['ip' => (string) $row->ip_address, 'userAgent' => (string) $row->user_agent]);
        if ($row->status === 'spam') {
            $submission->signal($this->slug(), 'spam');
        }
        return $submission->draft((string) $row->entry_id, self::fromUtc((string) $row->date), (string) $row->date);
    }

    /**
     * @param array<int|string, mixed>      $fields
     * @param array<string, mixed>          $form
     * @param array<int|string, mixed>|null $posted
     */
    private function filled(array $fields, array $form, ?array $posted): Submission
    {
        $submission = self::submission($this->slug(), (string) ($form['id'] ?? ''), self::titleOf($form, ''));
        foreach ($fields as $key => $field) {
            if (is_array($field) && !self::hasNoAnswer((string) ($field['type'] ?? ''))) {
                $settings = (array) ($form['fields'][$field['id'] ?? $key] ?? []);
                (new Answer($field, $settings))->fill($submission, (string) $key, $posted === null || !empty($posted[$key]));
            }
        }
        return $submission;
    }

    /** @param array<string, mixed> $form */
    private static function titleOf(array $form, string $else): string
    {
        $title = (string) ($form['settings']['form_title'] ?? '');
        return $title === '' ? $else : $title;
    }

    private static function hasNoAnswer(string $type): bool
    {
        return $type === '' || in_array($type, self::NO_ANSWER, true) || strpos($type, 'captcha_') === 0;
    }

    private static function isPaid(): bool
    {
        $wpforms = function_exists('wpforms') ? wpforms() : null;
        return is_object($wpforms) && method_exists($wpforms, 'is_pro') && $wpforms->is_pro() && self::hasTable('wpforms_entries');
    }

    /** A part of WPForms, by whichever way its version has. */
    private static function part(string $name): object
    {
        $wpforms = wpforms();
        return method_exists($wpforms, 'obj') ? $wpforms->obj($name) : $wpforms->{$name};
    }

    /** @return array<string, mixed> */
    private static function decode(string $content): array
    {
        $form = function_exists('wpforms_decode') ? wpforms_decode($content) : json_decode($content, true);
        return is_array($form) ? $form : [];
    }
}
