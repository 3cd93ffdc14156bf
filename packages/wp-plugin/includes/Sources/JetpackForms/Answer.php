<?php

declare(strict_types=1);

namespace Handoff\Sources\JetpackForms;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/** One answer of a response, as Jetpack's `Feedback_Field` has it. */
final class Answer
{
    /** @var object Automattic\Jetpack\Forms\ContactForm\Feedback_Field */
    private $field;

    /** @param object $field */
    public function __construct($field)
    {
        $this->field = $field;
    }

    /**
     * The key of a field: its label, and a number where the form has the label twice. Jetpack's own key begins with the
     * field's place in the form, which changes whenever its author moves a field.
     *
     * @param array<string, int> $taken How often each label was there; this one is added.
     */
    public static function key(string $label, array &$taken): string
    {
        $label = $label === '' ? 'field' : $label;
        $taken[$label] = ($taken[$label] ?? 0) + 1;
        return $taken[$label] === 1 ? $label : "$label ({$taken[$label]})";
    }

    /** @param array<string, int> $taken */
    public function fill(Submission $submission, array &$taken): void
    {
        $type = (string) $this->field->get_type();
        $label = trim((string) $this->field->get_label());
        $value = $this->field->get_value();
        if (preg_match('/^\d+_/', (string) $this->field->get_key()) !== 1) {
            // What older versions stored a second time: who wrote, and from where.
            $submission->person(['name' => 'name', 'email' => 'email'][$type] ?? 'unknown', $value);
            return;
        }
        $key = self::key($label, $taken);
        if ($type === 'consent') {
            $isAllowed = !in_array(strtolower(is_scalar($value) ? (string) $value : ''), ['', '0', 'no', 'false'], true);
            $submission->emailConsent($key, $isAllowed, $label);
            $submission->field($key, $isAllowed, $label, $type);
            return;
        }
        $submission->field($key, self::value($type, $value), $label, $type);
        if ($type === 'name') {
            $submission->person('name', self::text($value));
        }
    }

    /**
     * @param mixed $value
     *
     * @return mixed
     */
    private static function value(string $type, $value)
    {
        if ($type === 'file') {
            return array_map(
                static fn($file): array => FileInfo::of((string) ($file['name'] ?? ''), isset($file['size']) ? (int) $file['size'] : null),
                array_values(array_filter((array) ($value['files'] ?? []), 'is_array'))
            );
        }
        if ($type === 'image-select') {
            return array_map(
                static fn($choice): string => (string) (empty($choice['label']) ? $choice['selected'] ?? '' : $choice['label']),
                array_values(array_filter((array) ($value['choices'] ?? []), 'is_array'))
            );
        }
        if ($type === 'checkbox-multiple' && $value === '') {
            return [];
        }
        return is_array($value) ? map_deep($value, [self::class, 'text']) : self::text($value);
    }

    /**
     * A text as it was typed: Jetpack and WordPress put entities in place of some signs when they store it.
     *
     * @param mixed $value
     *
     * @return mixed
     */
    public static function text($value)
    {
        return is_string($value) ? html_entity_decode($value, ENT_QUOTES | ENT_HTML5, 'UTF-8') : $value;
    }
}
