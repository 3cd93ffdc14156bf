<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\GravityForms\Fields;

/**
 * Gravity Forms. It keeps every entry (times in UTC).
 *
 * Read in gravityforms (form_display.php, includes/api.php, query, honeypot/class-gf-honeypot-handler.php,
 * fields/class-gf-field-consent.php) and docs.gravityforms.com: `gform_after_submission` runs for spam too, whose
 * `$entry['status']` is `spam`, with a note by the filter that said so; values stand under `"3"` or, for a field's inputs,
 * `"1.3"`; `gform_submission_speeds` holds `{pages: {"1": [milliseconds, …]}}`, written by a script; the honeypot is the
 * input after the last field; searches take their dates in the site's zone.
 */
final class GravityForms extends FormPlugin
{
    public function slug(): string
    {
        return 'gravity-forms';
    }

    public function title(): string
    {
        return 'Gravity Forms';
    }

    public function available(): bool
    {
        return class_exists('GFForms') && class_exists('GFAPI');
    }

    public function version(): ?string
    {
        return class_exists('GFForms') ? (string) \GFForms::$version : null;
    }

    public function listen(Capture $capture): void
    {
        $heard = function ($entry, $form) use ($capture): void {
            $draft = $this->draft((array) $entry, (array) $form, true);
            if ($draft !== null) {
                $capture->keep($draft);
            }
        };
        add_action('gform_after_submission', $capture->listener('Gravity Forms', $heard), 10, 2);
    }

    public function forms(): array
    {
        return array_map(static fn(array $form): Form => new Form(
            (string) $form['id'],
            (string) $form['title'],
            self::fields((new Fields((array) $form['fields']))->described()),
            admin_url("admin.php?page=gf_edit_forms&id={$form['id']}")
        ), array_values(array_filter((array) \GFAPI::get_forms(), 'is_array')));
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        $entries = \GFAPI::get_entries(
            0,
            self::search($since, $after),
            ['key' => 'id', 'direction' => 'ASC', 'is_numeric' => true],
            ['offset' => 0, 'page_size' => $limit]
        );
        $forms = [];
        return self::page(
            is_array($entries) ? $entries : [],
            $limit,
            static fn(array $entry) => $entry['id'],
            function (array $entry) use (&$forms): ?EventDraft {
                $id = (int) $entry['form_id'];
                $forms[$id] = $forms[$id] ?? \GFAPI::get_form($id);
                return $this->draft($entry, is_array($forms[$id]) ? $forms[$id] : ['id' => $id, 'fields' => []], false);
            }
        );
    }

    public function countSince(int $since): ?int
    {
        return (int) \GFAPI::count_entries(0, self::search($since, ''));
    }

    /** @return array<string, mixed> */
    private static function search(int $since, string $after): array
    {
        $search = ['start_date' => self::toLocal($since)];
        return $after === '' ? $search : $search + ['field_filters' => [['key' => 'id', 'operator' => '>', 'value' => (int) $after]]];
    }

    /**
     * @param array<string, mixed> $entry
     * @param array<string, mixed> $form
     */
    private function draft(array $entry, array $form, bool $isVisit): ?EventDraft
    {
        $isPartial = (string) ($entry['partial_entry_percent'] ?? '') !== '';
        if (empty($entry['id']) || ($entry['status'] ?? '') === 'trash' || $isPartial) {
            return null;
        }
        $submission = self::submission($this->slug(), (string) $form['id'], (string) ($form['title'] ?? ''));
        (new Fields((array) $form['fields']))->fill($submission, $entry);
        $submission->context([
            'page' => (string) ($entry['source_url'] ?? ''),
            'ip' => (string) ($entry['ip'] ?? ''),
            'userAgent' => (string) ($entry['user_agent'] ?? ''),
        ]);
        if ($isVisit) {
            $submission->context(self::visit($form));
        }
        if (($entry['status'] ?? '') === 'spam') {
            $this->addSpam($submission, (int) $entry['id']);
        }
        $stored = (string) ($entry['date_created'] ?? '');
        return $submission->draft((string) $entry['id'], self::fromUtc($stored), $stored);
    }

    /** The notes that Gravity Forms writes to a spam entry: who found it to be spam, and why. */
    private function addSpam(Submission $submission, int $entry): void
    {
        $notes = method_exists('GFAPI', 'get_notes') ? \GFAPI::get_notes(['entry_id' => $entry]) : [];
        $told = false;
        foreach (is_array($notes) ? $notes : [] as $note) {
            $filter = (string) ($note->user_name ?? '');
            if ($filter !== '' && empty($note->user_id)) {
                $tool = stripos($filter, 'akismet') !== false ? 'akismet' : $this->slug();
                $submission->signal($tool, 'spam', $filter . ': ' . (string) ($note->value ?? ''));
                $told = true;
            }
        }
        if (!$told) {
            $submission->signal($this->slug(), 'spam');
        }
    }

    /**
     * @param array<string, mixed> $form
     *
     * @return array<string, mixed>
     */
    private static function visit(array $form): array
    {
        // phpcs:disable WordPress.Security.NonceVerification.Missing -- Gravity Forms took the request before.
        $speeds = json_decode(wp_unslash((string) ($_POST['gform_submission_speeds'] ?? '')), true);
        $known = [];
        if (is_array($speeds['pages'] ?? null)) {
            // A page that was sent again has a time for each try.
            $milliseconds = array_map(static fn($tries): int => (int) (array_slice((array) $tries, -1)[0] ?? 0), $speeds['pages']);
            $known = ['secondsToSubmit' => array_sum($milliseconds) / 1000, 'scriptRan' => true];
        }
        $honeypot = empty($form['enableHoneypot']) ? null : ($_POST['input_' . Fields::honeypot((array) $form['fields'])] ?? null);
        // phpcs:enable
        return is_string($honeypot) ? $known + ['honeypot' => wp_unslash($honeypot)] : $known;
    }
}
