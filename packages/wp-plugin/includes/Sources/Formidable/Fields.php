<?php

declare(strict_types=1);

namespace Handoff\Sources\Formidable;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Serialized;
use Handoff\Sources\Submission;

/** A form's fields `{id, field_key, name, type, required, field_options}`; an entry holds their values by the field's id. */
final class Fields
{
    private const NO_ANSWER = ['html', 'captcha', 'break', 'end_divider', 'submit', 'summary', 'likert', 'ssa-appointment'];
    private const PARTS = [
        'name' => ['first' => 'First', 'middle' => 'Middle', 'last' => 'Last'],
        'address' => [
            'line1' => 'Line 1', 'line2' => 'Line 2', 'city' => 'City', 'state' => 'State', 'zip' => 'Postal code', 'country' => 'Country',
        ],
    ];

    /** @var object[] */
    private array $fields;

    public static function of(int $form): self
    {
        $fields = new self();
        $all = (array) \FrmField::get_all_for_form($form, '', 'exclude', 'exclude');
        $fields->fields = array_values(array_filter($all, static fn($field): bool => is_object($field) && !self::hasNoAnswer($field)));
        return $fields;
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        return array_map(static fn($field): array => [
            (string) $field->field_key,
            (string) $field->name,
            (string) $field->type,
            !empty($field->required),
        ], $this->fields);
    }

    /** @param array<int|string, mixed> $metas */
    public function fill(Submission $submission, array $metas): void
    {
        foreach ($this->fields as $field) {
            $key = (string) $field->field_key;
            $type = (string) $field->type;
            $value = Serialized::open($metas[$field->id] ?? '');
            if ($type === 'gdpr') {
                $agreed = !empty($value);
                $submission->agreement($key, $agreed, (string) (self::option($field, 'gdpr_agreement_text') ?: $field->name));
                $submission->field($key, $agreed, (string) $field->name, $type);
                continue;
            }
            $submission->field($key, $this->value($field, $value), (string) $field->name, $type);
            $this->describeParts($submission, $field);
            if ($type === 'name' && is_array($value)) {
                $submission->personName((string) ($value['first'] ?? ''), (string) ($value['last'] ?? ''), $value['middle'] ?? '');
            }
        }
    }

    /**
     * @param object $field
     * @param mixed  $value
     *
     * @return mixed
     */
    private function value($field, $value)
    {
        if ($field->type === 'file') {
            return FileInfo::ofAttachments($value);
        }
        if ($field->type === 'signature') {
            return FileInfo::ofPlaces(is_array($value) ? (string) ($value['content'] ?? '') : (string) $value);
        }
        if ($field->type === 'checkbox' && !is_array($value)) {
            return (string) $value === '' ? [] : [$value];
        }
        if (self::isOfEntries($field)) {
            $rows = array_map(fn($id): array => $this->row($field, (int) $id), array_filter(array_values((array) $value), 'is_numeric'));
            return $field->type === 'form' ? ($rows[0] ?? '') : $rows;
        }
        return $value;
    }

    /**
     * @param object $field Of entries of another form.
     *
     * @return array<string, mixed>
     */
    private function row($field, int $id): array
    {
        $entry = \FrmEntry::getOne($id, true);
        $row = [];
        foreach (is_object($entry) ? self::of((int) self::option($field, 'form_select'))->fields : [] as $part) {
            $row[(string) $part->field_key] = $this->value($part, Serialized::open($entry->metas[$part->id] ?? ''));
        }
        return $row;
    }

    /** @param object $field */
    private function describeParts(Submission $submission, $field): void
    {
        foreach (self::PARTS[$field->type] ?? [] as $part => $label) {
            $submission->describe("{$field->field_key}.$part", "{$field->name}: $label");
        }
        foreach (self::isOfEntries($field) ? self::of((int) self::option($field, 'form_select'))->fields : [] as $part) {
            $submission->describe("{$field->field_key}.{$part->field_key}", "{$field->name}: {$part->name}", (string) $part->type);
        }
    }

    /** @param object $field A repeated section or an embedded form. Its value is the ids of entries of that form. */
    private static function isOfEntries($field): bool
    {
        return $field->type === 'form' || ($field->type === 'divider' && !empty(self::option($field, 'repeat')));
    }

    /** @param object $field */
    private static function hasNoAnswer($field): bool
    {
        return in_array($field->type, self::NO_ANSWER, true) || ($field->type === 'divider' && !self::isOfEntries($field));
    }

    /**
     * @param object $field
     *
     * @return mixed
     */
    private static function option($field, string $name)
    {
        $options = Serialized::open($field->field_options);
        return is_array($options) ? $options[$name] ?? null : null;
    }
}
