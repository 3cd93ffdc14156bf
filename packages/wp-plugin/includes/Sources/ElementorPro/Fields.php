<?php

declare(strict_types=1);

namespace Handoff\Sources\ElementorPro;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/** A form widget's fields `{custom_id, field_type, field_label, required, acceptance_text}` and the answers to them. */
final class Fields
{
    private const NO_ANSWER = ['html', 'step', 'recaptcha', 'recaptcha_v3', 'honeypot'];

    /** Settings by id. @var array<string, array<string, mixed>> */
    private array $fields = [];

    /** @param array<int, array<string, mixed>> $fields */
    public function __construct(array $fields)
    {
        foreach ($fields as $field) {
            $id = is_array($field) ? (string) ($field['custom_id'] ?? '') : '';
            if ($id !== '') {
                // Elementor leaves out what was not changed in its editor.
                $this->fields[$id] = $field + ['field_type' => 'text', 'field_label' => '', 'required' => '', 'acceptance_text' => ''];
            }
        }
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        $described = [];
        foreach ($this->fields as $id => $field) {
            if (!in_array($field['field_type'], self::NO_ANSWER, true)) {
                $isRequired = in_array($field['required'], ['true', 'yes', true], true);
                $described[] = [(string) $id, self::labelOf($field), (string) $field['field_type'], $isRequired];
            }
        }
        return $described;
    }

    /**
     * @param array<string, mixed> $answers By field: `{value, raw_value, type?, title?}`.
     * @param array<string, mixed> $files   By field: `{url: string[], path: string[]}`.
     */
    public function fill(Submission $submission, array $answers, array $files): void
    {
        foreach ($answers as $id => $answer) {
            $id = (string) $id;
            $field = $this->fields[$id] ?? [];
            $type = (string) ($answer['type'] ?? $field['field_type'] ?? '');
            $label = (string) (empty($answer['title']) ? self::labelOf($field) : $answer['title']);
            $value = $answer['raw_value'] ?? $answer['value'] ?? '';
            if ($type === 'honeypot') {
                $submission->context(['honeypot' => is_scalar($value) ? (string) $value : '']);
            } elseif ($type === 'acceptance') {
                $agreed = !in_array($value, ['', null, false, []], true);
                $wording = (string) ($field['acceptance_text'] ?? '');
                $submission->agreement($id, $agreed, $wording === '' ? $label : $wording);
                $submission->field($id, $agreed, $label, $type);
            } elseif (!in_array($type, self::NO_ANSWER, true)) {
                $places = $files[$id]['path'] ?? (string) ($answer['value'] ?? '');
                $value = $type === 'upload' ? FileInfo::ofPlaces($places) : self::several($field, $value);
                $submission->field($id, $value, $label, $type);
                // The id that Elementor gives to the first field of a new form.
                if ($id === 'name' && $type === 'text') {
                    $submission->person('name', $value);
                }
            }
        }
    }

    /**
     * Where several things can be chosen a stored value is `one, two`, a fresh one a list.
     *
     * @param array<string, mixed> $field
     * @param mixed                $value
     *
     * @return mixed
     */
    private static function several(array $field, $value)
    {
        $isList = ($field['field_type'] ?? '') === 'checkbox' || !empty($field['allow_multiple']);
        if (is_string($value) && $isList) {
            return $value === '' ? [] : explode(', ', $value);
        }
        return $value;
    }

    /** @param array<string, mixed> $field */
    private static function labelOf(array $field): string
    {
        $label = (string) ($field['field_label'] ?? '');
        return $label === '' ? (string) ($field['placeholder'] ?? '') : $label;
    }
}
