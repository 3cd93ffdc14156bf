<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\Forminator\Fields;

/**
 * Forminator's forms. It keeps every entry, unless a form says otherwise (table `frmt_form_entry`, times in the site's zone).
 *
 * Read in forminator (library/modules/custom-forms/front/front-action.php, library/model/class-form-entry-model.php,
 * library/class-api.php): `forminator_custom_form_submit_before_set_fields` has the entry before its values are set, also
 * for spam and drafts; `forminator_form_after_save_entry` (by script), `forminator_form_after_handle_submit` (without) and
 * `forminator_form_spam_after_save_entry` run once they are, also where it failed. A filled honeypot is answered with
 * success and nothing runs.
 */
final class Forminator extends FormPlugin
{
    /** The entry that is being saved, its form's id, and an id in case it gets none. @var array{0: object, 1: string, 2: string}|null */
    private ?array $saving = null;

    public function slug(): string
    {
        return 'forminator';
    }

    public function title(): string
    {
        return 'Forminator';
    }

    public function available(): bool
    {
        return defined('FORMINATOR_VERSION') && class_exists('Forminator_API');
    }

    public function version(): ?string
    {
        return defined('FORMINATOR_VERSION') ? (string) FORMINATOR_VERSION : null;
    }

    public function listen(Capture $capture): void
    {
        add_action('forminator_custom_form_submit_before_set_fields', $capture->listener('Forminator', function ($entry, $form): void {
            $this->saving = self::isPreview() ? null : [$entry, (string) $form, wp_generate_uuid4()];
        }), 10, 2);
        $saved = $capture->listener('Forminator', function ($form, $response = null) use ($capture): void {
            $saving = $this->saving;
            $this->saving = null;
            if ($saving === null || $saving[1] !== (string) $form || (is_array($response) && ($response['success'] ?? true) === false)) {
                return;
            }
            $draft = $this->draft($saving[0], $saving[1], $saving[2]);
            if ($draft !== null) {
                $capture->keep($draft);
            }
        });
        add_action('forminator_form_after_save_entry', $saved, 10, 2);
        add_action('forminator_form_after_handle_submit', $saved, 10, 2);
        add_action('forminator_form_spam_after_save_entry', $saved, 10, 1);
    }

    public function forms(): array
    {
        $forms = \Forminator_API::get_forms(null, 1, 999, 'publish');
        return array_map(static function ($form): Form {
            $id = (string) $form->id;
            $edit = admin_url("admin.php?page=forminator-cform-wizard&id=$id");
            return new Form($id, self::titleOf($form), self::fields(Fields::of((int) $id)->described()), $edit);
        }, array_values(is_array($forms) ? $forms : []));
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $ids = $wpdb->get_col($wpdb->prepare(
            'SELECT entry_id ' . self::entries() . ' AND entry_id > %d ORDER BY entry_id LIMIT %d',
            self::toLocal($since),
            (int) $after,
            $limit
        ));
        return self::page($ids, $limit, static fn($id) => $id, function ($id): ?EventDraft {
            $entry = new \Forminator_Form_Entry_Model((int) $id);
            return $this->draft($entry, (string) $entry->form_id, '');
        });
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) ' . self::entries(), self::toLocal($since)));
    }

    private static function entries(): string
    {
        $table = \Forminator_Database_Tables::get_table_name(\Forminator_Database_Tables::FORM_ENTRY);
        return "FROM $table WHERE entry_type = 'custom-forms' AND date_created >= %s AND (draft_id IS NULL OR draft_id = '')";
    }

    /**
     * @param object $entry Forminator_Form_Entry_Model
     * @param string $else  An id where the form stores nothing; empty for an entry found later.
     */
    private function draft($entry, string $form, string $else): ?EventDraft
    {
        $status = (string) ($entry->status ?? '');
        if (!empty($entry->draft_id) || in_array($status, ['draft', 'abandoned'], true)) {
            return null;
        }
        $model = \Forminator_API::get_form((int) $form);
        $submission = self::submission($this->slug(), $form, is_object($model) && !is_wp_error($model) ? self::titleOf($model) : '');
        $values = array_map(static fn($meta) => is_array($meta) ? $meta['value'] ?? '' : $meta, (array) $entry->meta_data);
        Fields::of((int) $form)->fill($submission, $values);
        $submission->context([
            'ip' => is_scalar($values['_forminator_user_ip'] ?? null) ? (string) $values['_forminator_user_ip'] : '',
            'scriptRan' => $else !== '' && wp_doing_ajax() ? true : null,
        ]);
        if (!empty($entry->is_spam) || $status === 'spam') {
            $submission->signal(defined('AKISMET_VERSION') ? 'akismet' : $this->slug(), 'spam');
        }
        $id = (int) ($entry->entry_id ?? 0);
        if ($id === 0) {
            return $submission->draft($else);
        }
        $stored = self::storedAt($id);
        return $submission->draft((string) $id, self::fromLocal($stored), $stored);
    }

    /** The model shows its time in words only. */
    private static function storedAt(int $entry): string
    {
        global $wpdb;
        $table = \Forminator_Database_Tables::get_table_name(\Forminator_Database_Tables::FORM_ENTRY);
        return (string) $wpdb->get_var($wpdb->prepare("SELECT date_created FROM $table WHERE entry_id = %d", $entry));
    }

    /** @param object $form Forminator_Form_Model */
    private static function titleOf($form): string
    {
        return (string) (empty($form->settings['formName']) ? $form->name : $form->settings['formName']);
    }

    private static function isPreview(): bool
    {
        // phpcs:ignore WordPress.Security.NonceVerification.Missing -- Forminator took the request before.
        return ($_POST['action'] ?? '') === 'forminator_submit_preview_form_custom-forms';
    }
}
