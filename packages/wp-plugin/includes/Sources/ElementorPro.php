<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\ElementorPro\Forms;
use Handoff\Sources\ElementorPro\Fields;
use Handoff\Sources\ElementorPro\Stored;

/**
 * The form widget of Elementor Pro. Its action "Collect Submissions" (on for new forms) keeps entries: tables
 * `e_submissions` (times in UTC too) and `e_submissions_values`.
 *
 * Read in elementor-pro (modules/forms/classes/form-record.php, ajax-handler.php, actions/save-to-database, submissions/
 * database/migrations): `elementor_pro/forms/new_record` runs after the actions, and not where the honeypot was filled or a
 * captcha failed; the record does not tell the stored row's id, so it is looked for by its form and its values; forms are
 * sent by a script only; a form's id is that of its widget.
 */
final class ElementorPro extends FormPlugin
{
    public function slug(): string
    {
        return 'elementor-pro';
    }

    public function title(): string
    {
        return 'Elementor Pro';
    }

    public function available(): bool
    {
        return defined('ELEMENTOR_PRO_VERSION');
    }

    public function version(): ?string
    {
        return defined('ELEMENTOR_PRO_VERSION') ? (string) ELEMENTOR_PRO_VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        add_action('elementor_pro/forms/new_record', $capture->listener('Elementor Pro', function ($record) use ($capture): void {
            $capture->keep($this->submitted($record));
        }));
    }

    public function forms(): array
    {
        return array_map(static fn(array $form): Form => new Form(
            $form['id'],
            $form['title'],
            self::fields((new Fields($form['fields']))->described()),
            $form['editUrl']
        ), array_values((new Forms())->all()));
    }

    public function keepsNoEntries(): ?string
    {
        return self::hasTable('e_submissions') ? null : __(
            'Elementor Pro keeps no submissions on this site, so what was missed cannot be found again. Update Elementor Pro and add the action “Collect Submissions” to your forms: from then on it keeps them.',
            'handoff'
        );
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        if (!self::hasTable('e_submissions')) {
            return new EntryPage([], null);
        }
        $forms = (new Forms())->all();
        return self::page(
            Stored::since($since, (int) $after, $limit),
            $limit,
            static fn($row) => $row->id,
            fn($row): EventDraft => $this->stored($row, $forms[(string) $row->element_id]['fields'] ?? [])
        );
    }

    public function countSince(int $since): ?int
    {
        return self::hasTable('e_submissions') ? Stored::countSince($since) : null;
    }

    /** @param object $record ElementorPro\Modules\Forms\Classes\Form_Record */
    private function submitted($record): EventDraft
    {
        $form = (string) $record->get_form_settings('id');
        $answers = (array) $record->get('fields');
        $submission = self::submission($this->slug(), $form, (string) $record->get_form_settings('form_name'));
        (new Fields((array) $record->get_form_settings('form_fields')))->fill($submission, $answers, (array) $record->get('files'));
        $submission->context(['scriptRan' => true]);
        $actions = (array) $record->get_form_settings('submit_actions');
        $isStored = array_intersect(['save-to-database', 'save_to_database'], $actions) !== [] && self::hasTable('e_submissions');
        $text = static fn($answer): string => is_scalar($answer['value'] ?? null) ? (string) $answer['value'] : '';
        $row = $isStored ? Stored::like($form, array_map($text, $answers)) : null;
        return $row === null
            ? $submission->draft($this->madeUpId($form, $answers))
            : $submission->draft((string) $row->id, self::fromUtc($row->created_at_gmt), $row->created_at_gmt);
    }

    /**
     * @param object                           $row    Of `e_submissions`.
     * @param array<int, array<string, mixed>> $fields Of its form, as it is now.
     */
    private function stored($row, array $fields): EventDraft
    {
        $submission = self::submission($this->slug(), (string) $row->element_id, (string) $row->form_name);
        $answers = [];
        foreach (Stored::values((int) $row->id) as $key => $value) {
            $answers[$key] = ['value' => $value, 'raw_value' => $value];
        }
        (new Fields($fields))->fill($submission, $answers, []);
        $submission->context([
            'page' => (string) $row->referer,
            'ip' => (string) $row->user_ip,
            'userAgent' => (string) $row->user_agent,
        ]);
        return $submission->draft((string) $row->id, self::fromUtc($row->created_at_gmt), $row->created_at_gmt);
    }
}
