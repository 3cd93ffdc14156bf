<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\FluentForms\Fields;

/**
 * Fluent Forms. It keeps every entry (table `fluentform_submissions`, times in the site's zone).
 *
 * Read in fluentform (app/Services/Form/SubmissionHandlerService.php, FormValidationService.php, Modules/Form/AkismetHandler.php,
 * app/Modules/Component): `fluentform/submission_inserted` (`fluentform_submission_inserted` before version 5) runs after
 * the row is written, and not for an entry kept as spam, which only `fluentform/log_data` tells of; such an entry is
 * written twice, and only the one with a meta `_entry_uid_hash` is the entry. A filled honeypot is refused. What is to be
 * confirmed by mail (`unconfirmed`), approved by an administrator (`unapproved`, `declined`) or paid first is written at once,
 * and told by that hook once it is; from then on the entry has the meta `is_form_action_fired`.
 */
final class FluentForms extends FormPlugin
{
    /** By filter: who tells what is spam. */
    private const JUDGES = ['fluentform/akismet_spam_result' => 'akismet', 'fluentform/cleantalk_spam_result' => 'cleantalk'];

    /** What was said in this request. @var array<string, string> */
    private array $verdicts = [];

    /** Those asked for. @var array<int, object|false> */
    private array $forms = [];

    public function slug(): string
    {
        return 'fluent-forms';
    }

    public function title(): string
    {
        return 'Fluent Forms';
    }

    public function available(): bool
    {
        return defined('FLUENTFORM') && function_exists('wpFluent');
    }

    public function version(): ?string
    {
        return defined('FLUENTFORM_VERSION') ? (string) FLUENTFORM_VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        $keep = function (int $id) use ($capture): void {
            global $wpdb;
            $row = $wpdb->get_row($wpdb->prepare("SELECT * FROM {$wpdb->prefix}fluentform_submissions WHERE id = %d", $id));
            if ($row !== null) {
                $capture->keep($this->draft($row, true));
                $this->verdicts = [];
            }
        };
        $isOld = version_compare((string) $this->version(), '5.0.0', '<');
        $inserted = $isOld ? 'fluentform_submission_inserted' : 'fluentform/submission_inserted';
        add_action($inserted, $capture->listener('Fluent Forms', static fn($id) => $keep((int) $id)));
        add_action('fluentform/log_data', $capture->listener('Fluent Forms', static function ($log) use ($keep): void {
            $isVerdict = preg_match('/akismet|cleantalk/i', (string) ($log['component'] ?? '')) === 1;
            if ($isVerdict && ($log['source_type'] ?? '') === 'submission_item') {
                $keep((int) ($log['source_id'] ?? 0));
            }
        }));
        foreach (self::JUDGES as $filter => $tool) {
            add_filter($filter, $capture->filter('Fluent Forms', function ($isSpam) use ($tool) {
                $this->verdicts[$tool] = $isSpam ? 'spam' : 'ham';
                return $isSpam;
            }), PHP_INT_MAX);
        }
    }

    public function forms(): array
    {
        return array_map(static fn($form): Form => new Form(
            (string) $form->id,
            (string) $form->title,
            self::fields(Fields::of($form)->described()),
            admin_url("admin.php?page=fluent_forms&route=editor&form_id={$form->id}")
        ), array_values((array) \wpFluent()->table('fluentform_forms')->orderBy('id', 'ASC')->get()));
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            'SELECT s.* ' . self::entries() . ' AND s.id > %d ORDER BY s.id LIMIT %d',
            self::toLocal($since),
            (int) $after,
            $limit
        ));
        return self::page($rows, $limit, static fn($row) => $row->id, fn($row) => $this->draft($row, false));
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) ' . self::entries(), self::toLocal($since)));
    }

    /** Those its hook should have told of: without what was never confirmed, approved or paid. */
    private static function entries(): string
    {
        global $wpdb;
        $has = static fn(string $meta): string => "EXISTS (
            SELECT 1 FROM {$wpdb->prefix}fluentform_submission_meta m WHERE m.response_id = s.id AND m.meta_key = '$meta'
        )";
        return "FROM {$wpdb->prefix}fluentform_submissions s WHERE s.created_at >= %s
            AND s.status NOT IN ('trashed', 'unconfirmed', 'unapproved', 'declined')
            AND (s.status <> 'spam' OR {$has('_entry_uid_hash')})
            AND (COALESCE(s.payment_status, '') IN ('', 'paid') OR {$has('is_form_action_fired')})";
    }

    /** @param object $row Of `fluentform_submissions`. */
    private function draft($row, bool $isVisit): EventDraft
    {
        $id = (int) $row->form_id;
        $form = $this->forms[$id] = $this->forms[$id] ?? \wpFluent()->table('fluentform_forms')->find($id) ?? false;
        $submission = self::submission($this->slug(), (string) $id, (string) ($form->title ?? ''));
        $response = json_decode((string) $row->response, true);
        Fields::of($form ?: null)->fill($submission, is_array($response) ? $response : []);
        $submission->context([
            'page' => (string) $row->source_url,
            'ip' => (string) $row->ip,
            'scriptRan' => $isVisit ? true : null,
        ]);
        foreach ($isVisit ? $this->verdicts : [] as $tool => $verdict) {
            $submission->signal($tool, $verdict);
        }
        if ($row->status === 'spam' && (!$isVisit || !in_array('spam', $this->verdicts, true))) {
            $submission->signal($this->slug(), 'spam');
        }
        $stored = (string) $row->created_at;
        return $submission->draft((string) $row->id, self::fromLocal($stored), $stored);
    }
}
