<?php

declare(strict_types=1);

namespace Handoff\Sources\ContactForm7;

use Handoff\Capture\EventDraft;
use Handoff\Sources\Submission;

/**
 * Contact Form 7's submissions as Flamingo stores them: posts of the type `flamingo_inbound`, in a channel (a term) that
 * each form names in its meta `_flamingo`. Read in flamingo's includes/class-inbound-message.php.
 */
final class Flamingo
{
    private const STATES = "'publish', 'flamingo-spam'";

    private string $source;

    /** @var array<int, object>|null WPCF7_ContactForm by the id of its channel. */
    private ?array $forms = null;

    public function __construct(string $source)
    {
        $this->source = $source;
    }

    public static function isThere(): bool
    {
        return class_exists('Flamingo_Inbound_Message');
    }

    /** The id an entry goes by in idempotency keys. */
    public static function entry(int $id): string
    {
        return "flamingo-$id";
    }

    /** When an entry by that id was stored; empty where it is none of Flamingo's. */
    public static function storedAt(string $entry): string
    {
        return preg_match('/^flamingo-(\d+)$/', $entry, $match) === 1 ? (string) get_post_field('post_date_gmt', (int) $match[1]) : '';
    }

    /** @return string[] */
    public function idsSince(int $since, int $after, int $limit): array
    {
        global $wpdb;
        return $wpdb->get_col($wpdb->prepare(
            "SELECT ID FROM $wpdb->posts WHERE post_type = 'flamingo_inbound' AND post_status IN (" . self::STATES . ')
             AND post_date_gmt >= %s AND ID > %d ORDER BY ID LIMIT %d',
            gmdate('Y-m-d H:i:s', $since),
            $after,
            $limit
        ));
    }

    public function countSince(int $since): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type = 'flamingo_inbound' AND post_status IN (" . self::STATES . ')
             AND post_date_gmt >= %s',
            gmdate('Y-m-d H:i:s', $since)
        ));
    }

    /** Null for a message of something else than a form of Contact Form 7 that is still there. */
    public function draft(int $id): ?EventDraft
    {
        $form = $this->formOf($id);
        if ($form === null) {
            return null;
        }
        $message = new \Flamingo_Inbound_Message($id);
        $submission = new Submission($this->source, (string) $form->id(), (string) $form->title());
        $tags = Tags::of($form);
        $posted = (array) $message->fields;
        foreach ($tags->uploads() as $name) {
            // Only a hash of the file is kept.
            $posted[$name] = empty($posted[$name]) ? '' : [['name' => '']];
        }
        $tags->fill($submission, $posted);
        foreach ((array) $message->spam_log as $finding) {
            $agent = (string) ($finding['agent'] ?? '');
            $submission->signal($agent === '' || $agent === 'wpcf7' ? $this->source : $agent, 'spam', (string) ($finding['reason'] ?? ''));
        }
        if (!empty($message->spam) && empty($message->spam_log)) {
            $submission->signal('flamingo', 'spam');
        }
        $meta = (array) $message->meta;
        $submission->context([
            'page' => (string) ($meta['url'] ?? ''),
            'ip' => (string) ($meta['remote_ip'] ?? ''),
            'userAgent' => (string) ($meta['user_agent'] ?? ''),
            'locale' => str_replace('_', '-', (string) $form->locale()),
        ]);
        $entry = self::entry($id);
        return $submission->draft($entry, (int) get_post_timestamp($id) ?: null, self::storedAt($entry));
    }

    private function formOf(int $id): ?object
    {
        if ($this->forms === null) {
            $this->forms = [];
            foreach (\WPCF7_ContactForm::find() as $form) {
                $meta = get_post_meta($form->id(), '_flamingo', true);
                $this->forms[is_array($meta) ? (int) ($meta['channel'] ?? 0) : 0] = $form;
            }
            unset($this->forms[0]);
        }
        $terms = wp_get_object_terms($id, 'flamingo_inbound_channel', ['fields' => 'ids']);
        foreach (is_array($terms) ? $terms : [] as $term) {
            if (isset($this->forms[(int) $term])) {
                return $this->forms[(int) $term];
            }
        }
        return null;
    }
}
