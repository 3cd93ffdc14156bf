<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\Formidable\Fields;

/**
 * Formidable Forms, Lite and Pro. Both keep every entry (table `frm_items`, times in UTC).
 *
 * Read in formidable-forms (classes/models/FrmEntry.php, FrmEntryValidate.php, FrmField.php, FrmForm.php) and its knowledge
 * base: `frm_after_create_entry` also runs for rows of repeated sections (entries of a child form, with a parent) and for
 * drafts of Pro, of which it does not tell again: one that is sent at last is an update of its entry; spam and filled
 * honeypots are refused before an entry is made, so nothing tells of them.
 */
final class Formidable extends FormPlugin
{
    /** Whether entries that are about to be changed were drafts until then, by their ids. @var array<int, bool> */
    private array $drafts = [];

    public function slug(): string
    {
        return 'formidable';
    }

    public function title(): string
    {
        return 'Formidable Forms';
    }

    public function available(): bool
    {
        return class_exists('FrmAppHelper') && class_exists('FrmForm') && class_exists('FrmEntry');
    }

    public function version(): ?string
    {
        return class_exists('FrmAppHelper') ? (string) \FrmAppHelper::plugin_version() : null;
    }

    public function listen(Capture $capture): void
    {
        $heard = function ($entryId, $formId = 0, $args = []) use ($capture): void {
            $draft = empty($args['is_child']) ? $this->draft((int) $entryId) : null;
            if ($draft !== null) {
                $capture->keep($draft);
            }
        };
        add_action('frm_after_create_entry', $capture->listener('Formidable Forms', $heard), 15, 3);
        add_filter('frm_pre_update_entry', $capture->filter('Formidable Forms', function ($values, $entryId) {
            $entry = \FrmEntry::getOne((int) $entryId);
            $this->drafts[(int) $entryId] = is_object($entry) && !empty($entry->is_draft);
            return $values;
        }), 10, 2);
        // What is changed later is no submission.
        add_action('frm_after_update_entry', $capture->listener('Formidable Forms', function ($entryId) use ($heard): void {
            if ($this->drafts[(int) $entryId] ?? false) {
                $heard($entryId);
            }
        }), 15);
    }

    public function forms(): array
    {
        return array_map(static fn($form): Form => new Form(
            (string) $form->id,
            (string) $form->name,
            self::fields(Fields::of((int) $form->id)->described()),
            admin_url("admin.php?page=formidable&frm_action=edit&id={$form->id}")
        ), array_values((array) \FrmForm::get_published_forms()));
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $ids = $wpdb->get_col($wpdb->prepare(
            'SELECT id ' . self::entries() . ' AND id > %d ORDER BY id LIMIT %d',
            self::toUtc($since),
            (int) $after,
            $limit
        ));
        return self::page($ids, $limit, static fn($id) => $id, fn($id) => $this->draft((int) $id));
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) ' . self::entries(), self::toUtc($since)));
    }

    private static function entries(): string
    {
        global $wpdb;
        return "FROM {$wpdb->prefix}frm_items WHERE created_at >= %s AND is_draft = 0 AND parent_item_id = 0";
    }

    /** Null for what is no whole entry: a draft, a repeated row, or none. */
    private function draft(int $id): ?EventDraft
    {
        $entry = \FrmEntry::getOne($id, true);
        $form = is_object($entry) ? \FrmForm::getOne((int) $entry->form_id) : null;
        if (!is_object($entry) || !empty($entry->is_draft) || !empty($entry->parent_item_id) || !empty($form->parent_form_id)) {
            return null;
        }
        $submission = self::submission($this->slug(), (string) $entry->form_id, (string) ($form->name ?? ''));
        Fields::of((int) $entry->form_id)->fill($submission, (array) $entry->metas);
        $visit = Serialized::open($entry->description);
        $submission->context([
            'ip' => (string) $entry->ip,
            'userAgent' => is_array($visit) ? (string) ($visit['browser'] ?? '') : '',
            'referrer' => self::firstAddress(is_array($visit) ? (string) ($visit['referrer'] ?? '') : ''),
        ]);
        $stored = (string) $entry->created_at;
        return $submission->draft((string) $entry->id, self::fromUtc($stored), $stored);
    }

    /** Pro lists every page that was visited; the first is where the visitor came from. */
    private static function firstAddress(string $visited): string
    {
        return preg_match('~https?://\S+~', $visited, $match) === 1 ? $match[0] : '';
    }
}
