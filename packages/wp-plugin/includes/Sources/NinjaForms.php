<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Sources\NinjaForms\Fields;

/**
 * Ninja Forms. Its action "Record Submission" keeps entries: posts `nf_sub` with a meta `_field_{id}` per field.
 *
 * Read in ninja-forms (includes/AJAX/Controllers/Submission.php, Actions/Save.php, Database/Models/Submission.php,
 * Fields/): `ninja_forms_after_submission` runs once all actions have run; forms are sent by a script only; what Akismet or
 * the honeypot calls spam ends with an error before that hook, and nothing of it is kept. Entries are written before the action
 * "Collect Payment" runs, which halts until the visitor has paid, so the hook tells of those who did. Whether somebody did, the
 * entry itself says for PayPal Express and Stripe only, read in their add-ons.
 */
final class NinjaForms extends FormPlugin
{
    public function slug(): string
    {
        return 'ninja-forms';
    }

    public function title(): string
    {
        return 'Ninja Forms';
    }

    public function available(): bool
    {
        return class_exists('Ninja_Forms') && function_exists('Ninja_Forms');
    }

    public function version(): ?string
    {
        return defined('Ninja_Forms::VERSION') ? (string) constant('Ninja_Forms::VERSION') : null;
    }

    public function listen(Capture $capture): void
    {
        add_action('ninja_forms_after_submission', $capture->listener('Ninja Forms', function ($data) use ($capture): void {
            if (empty($data['settings']['is_preview'])) {
                $capture->keep($this->submitted((array) $data));
            }
        }));
    }

    public function forms(): array
    {
        return array_map(static function ($form): Form {
            $id = (string) $form->get_id();
            return new Form(
                $id,
                (string) $form->get_setting('title'),
                self::fields((new Fields())->described(self::fieldsOf($id))),
                admin_url("admin.php?page=ninja-forms&form_id=$id")
            );
        }, array_values((array) \Ninja_Forms()->form()->get_forms()));
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        global $wpdb;
        $ids = $wpdb->get_col($wpdb->prepare(
            'SELECT p.ID ' . self::entries() . ' AND p.ID > %d ORDER BY p.ID LIMIT %d',
            self::toUtc($since),
            (int) $after,
            $limit
        ));
        update_meta_cache('post', $ids);
        $forms = [];
        return self::page($ids, $limit, static fn($id) => $id, function ($id) use (&$forms): EventDraft {
            $form = (string) get_post_meta((int) $id, '_form_id', true);
            $forms[$form] = $forms[$form] ?? [(string) \Ninja_Forms()->form($form)->get()->get_setting('title'), self::fieldsOf($form)];
            return $this->stored((int) $id, $form, ...$forms[$form]);
        });
    }

    public function countSince(int $since): ?int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare('SELECT COUNT(*) ' . self::entries(), self::toUtc($since)));
    }

    /** Those its hook should have told of: of forms that ask for a payment, only what was paid for certain. */
    private static function entries(): string
    {
        global $wpdb;
        $has = static fn(string $what): string => "EXISTS (SELECT 1 FROM $wpdb->postmeta m WHERE m.post_id = p.ID AND $what)";
        $asking = implode(', ', array_map('intval', self::formsThatAskForPayment()));
        // Where a card was refused the charge's place holds why.
        $paid = "(m.meta_key = 'paypal_transaction_id' AND m.meta_value <> '')
            OR (m.meta_key = 'stripe_charge_id' AND LEFT(m.meta_value, 3) IN ('ch_', 'pi_', 'py_'))";
        return "FROM $wpdb->posts p WHERE p.post_type = 'nf_sub' AND p.post_status = 'publish' AND p.post_date_gmt >= %s"
            . ($asking === '' ? '' : " AND (NOT {$has("m.meta_key = '_form_id' AND m.meta_value IN ($asking)")} OR {$has("($paid)")})");
    }

    /** @return array<int, int|string> By the setting that every such action has, whatever its gateway calls it. */
    private static function formsThatAskForPayment(): array
    {
        $ids = array_map(static fn($form) => $form->get_id(), array_values((array) \Ninja_Forms()->form()->get_forms()));
        return array_values(array_filter($ids, static function ($id): bool {
            foreach ((array) \Ninja_Forms()->form($id)->get_actions() as $action) {
                if (!empty($action->get_setting('active')) && !empty($action->get_setting('payment_gateways'))) {
                    return true;
                }
            }
            return false;
        }));
    }

    /** @param array<string, mixed> $data */
    private function submitted(array $data): EventDraft
    {
        $form = (string) ($data['form_id'] ?? '');
        $submission = self::submission($this->slug(), $form, (string) ($data['settings']['title'] ?? ''));
        $fields = (array) ($data['fields'] ?? []);
        (new Fields())->fill($submission, $fields);
        $submission->context(['scriptRan' => true]);
        $id = (int) ($data['actions']['save']['sub_id'] ?? 0);
        if ($id === 0) {
            return $submission->draft($this->madeUpId($form, array_column($fields, 'value', 'id')));
        }
        $stored = (string) get_post_field('post_date_gmt', $id);
        return $submission->draft((string) $id, self::fromUtc($stored), $stored);
    }

    /** @param array<int, array<string, mixed>> $fields */
    private function stored(int $id, string $form, string $title, array $fields): EventDraft
    {
        foreach ($fields as $index => $field) {
            $fields[$index]['value'] = get_post_meta($id, "_field_{$field['id']}", true);
        }
        $submission = self::submission($this->slug(), $form, $title);
        (new Fields())->fill($submission, $fields);
        $stored = (string) get_post_field('post_date_gmt', $id);
        return $submission->draft((string) $id, self::fromUtc($stored), $stored);
    }

    /** @return array<int, array<string, mixed>> As the hook has them, without values. */
    private static function fieldsOf(string $form): array
    {
        return array_map(
            static fn($field): array => ['id' => $field->get_id()] + (array) $field->get_settings(),
            array_values((array) \Ninja_Forms()->form($form)->get_fields())
        );
    }
}
