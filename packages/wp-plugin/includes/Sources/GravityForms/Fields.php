<?php

declare(strict_types=1);

namespace Handoff\Sources\GravityForms;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Serialized;
use Handoff\Sources\Submission;

/** A form's fields (GF_Field objects) and how an entry holds their values. */
final class Fields
{
    private const NO_ANSWER = ['html', 'section', 'page', 'captcha', 'honeypot', 'submit', 'password', 'turnstile'];
    private const NAME_PARTS = ['3' => 'first', '4' => 'middle', '6' => 'last'];
    /** Kept whole under the field's own id. */
    private const ONE_VALUE = ['email', 'date', 'time', 'phone'];

    /** @var object[] */
    private array $fields;

    /** @param array<int, mixed> $fields */
    public function __construct(array $fields)
    {
        $this->fields = array_values(array_filter($fields, static fn($field): bool => is_object($field) && !self::hasNoAnswer($field)));
    }

    /**
     * The id that the hidden input of a form's honeypot has.
     *
     * @param array<int, mixed> $fields
     */
    public static function honeypot(array $fields): int
    {
        $highest = 0;
        foreach ($fields as $field) {
            if (is_object($field) && $field->type === 'honeypot') {
                return (int) $field->id;
            }
            $highest = max($highest, is_object($field) ? (int) $field->id : 0);
        }
        return $highest + 1;
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        $described = [];
        foreach ($this->fields as $field) {
            $type = self::typeOf($field);
            $parts = $type === 'consent' || $type === 'checkbox' || in_array($type, self::ONE_VALUE, true) ? [] : self::inputs($field);
            foreach ($parts as $key => $label) {
                $described[] = [(string) $key, self::labelOf($field) . ": $label", $type, !empty($field->isRequired)];
            }
            if ($parts === []) {
                $described[] = [(string) $field->id, self::labelOf($field), $type, !empty($field->isRequired)];
            }
        }
        return $described;
    }

    /** @param array<string, mixed> $entry */
    public function fill(Submission $submission, array $entry): void
    {
        foreach ($this->fields as $field) {
            $key = (string) $field->id;
            $type = self::typeOf($field);
            if ($type === 'consent') {
                self::fillConsent($submission, $field, $entry);
            } elseif ($type === 'checkbox') {
                $submission->field($key, self::ticked($key, $entry), self::labelOf($field), $type);
            } elseif (isset($entry[$key]) && $entry[$key] !== '' || self::inputs($field) === [] || in_array($type, self::ONE_VALUE, true)) {
                $submission->field($key, self::value($type, $entry[$key] ?? ''), self::labelOf($field), $type);
                if ($type === 'name') {
                    $submission->person('name', $entry[$key] ?? '');
                }
            } else {
                self::fillInputs($submission, $field, $type, $entry);
            }
        }
    }

    /**
     * @param object               $field
     * @param array<string, mixed> $entry
     */
    private static function fillInputs(Submission $submission, $field, string $type, array $entry): void
    {
        $name = ['first' => '', 'middle' => '', 'last' => ''];
        foreach (self::inputs($field) as $key => $label) {
            $value = $entry[$key] ?? '';
            $submission->field((string) $key, $value, self::labelOf($field) . ": $label", $type);
            $part = explode('.', (string) $key)[1] ?? '';
            if (isset(self::NAME_PARTS[$part])) {
                $name[self::NAME_PARTS[$part]] = is_scalar($value) ? (string) $value : '';
            }
        }
        if ($type === 'name') {
            $submission->personName($name['first'], $name['last'], $name['middle']);
        }
    }

    /**
     * @param object               $field
     * @param array<string, mixed> $entry
     */
    private static function fillConsent(Submission $submission, $field, array $entry): void
    {
        $key = (string) $field->id;
        $agreed = (string) ($entry["$key.1"] ?? '') === '1';
        // What was shown then; the field may have other words by now.
        $words = (string) ($entry["$key.2"] ?? '');
        $words = $words === '' ? (string) ($field->checkboxLabel ?? '') : $words;
        $submission->agreement($key, $agreed, trim($words . "\n" . (string) ($field->description ?? '')));
        $submission->field($key, $agreed, self::labelOf($field), 'consent');
    }

    /**
     * @param mixed $value
     *
     * @return mixed
     */
    private static function value(string $type, $value)
    {
        if (is_array($value)) {
            return $type === 'repeater' ? array_values($value) : $value;
        }
        $text = (string) $value;
        $listed = $text !== '' && ($text[0] === '[' || $text[0] === '{') ? json_decode($text, true) : null;
        switch ($type) {
            case 'fileupload':
            case 'signature':
            case 'dropbox':
                return FileInfo::ofPlaces(is_array($listed) ? $listed : $text);
            case 'post_image':
                return FileInfo::ofPlaces(explode('|:|', $text)[0]);
            case 'multiselect':
                return is_array($listed) ? $listed : array_values(array_filter(explode(',', $text), 'strlen'));
            case 'list':
                $rows = Serialized::open($text);
                return is_array($rows) ? array_values($rows) : $text;
            default:
                return $text;
        }
    }

    /**
     * The boxes of a field that were ticked.
     *
     * @param array<string, mixed> $entry
     *
     * @return string[]
     */
    private static function ticked(string $field, array $entry): array
    {
        $ticked = [];
        foreach ($entry as $key => $value) {
            if (strpos((string) $key, "$field.") === 0 && is_scalar($value) && (string) $value !== '') {
                $ticked[] = (string) $value;
            }
        }
        return $ticked;
    }

    /**
     * @param object $field
     *
     * @return array<string, string> Labels by keys such as `1.3`.
     */
    private static function inputs($field): array
    {
        $inputs = [];
        foreach (is_array($field->inputs ?? null) ? $field->inputs : [] as $input) {
            if (empty($input['isHidden'])) {
                $inputs[(string) $input['id']] = (string) (empty($input['customLabel']) ? $input['label'] ?? '' : $input['customLabel']);
            }
        }
        return $inputs;
    }

    /** @param object $field */
    private static function hasNoAnswer($field): bool
    {
        return !empty($field->displayOnly) || in_array(self::typeOf($field), self::NO_ANSWER, true);
    }

    /** @param object $field */
    private static function typeOf($field): string
    {
        return (string) (method_exists($field, 'get_input_type') ? $field->get_input_type() : $field->type);
    }

    /** @param object $field */
    private static function labelOf($field): string
    {
        return (string) (empty($field->label) ? $field->adminLabel ?? '' : $field->label);
    }
}
