<?php

declare(strict_types=1);

namespace Handoff\Sources\NinjaForms;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/** Fields as Ninja Forms hands them over: `{id, key, type, label, required, value}` with all other settings beside them. */
final class Fields
{
    private const NO_ANSWER = [
        'submit', 'html', 'hr', 'divider', 'note', 'spam', 'confirm', 'recaptcha', 'recaptcha_v3', 'hcaptcha', 'turnstile', 'save', 'unknown',
    ];

    /** @var string[] */
    private array $noAnswer;

    public function __construct()
    {
        // What Ninja Forms and its add-ons themselves leave out of entries.
        $this->noAnswer = array_merge(self::NO_ANSWER, (array) apply_filters('nf_sub_hidden_field_types', []));
    }

    /**
     * @param array<int|string, array<string, mixed>> $fields
     *
     * @return array<int, array{0: string, 1: string, 2: string, 3: bool}>
     */
    public function described(array $fields): array
    {
        $described = [];
        foreach ($this->answering($fields) as $field) {
            $described[] = [(string) $field['key'], (string) ($field['label'] ?? ''), (string) $field['type'], !empty($field['required'])];
        }
        return $described;
    }

    /** @param array<int|string, array<string, mixed>> $fields */
    public function fill(Submission $submission, array $fields): void
    {
        foreach ($this->answering($fields) as $field) {
            $key = (string) $field['key'];
            $type = (string) $field['type'];
            $label = (string) ($field['label'] ?? '');
            $value = $this->value($type, $field);
            $submission->field($key, $value, $label, $type);
            if ($type === 'optin' || substr($type, -6) === '-optin') {
                $submission->agreement($key, $value === true, $label);
            }
            foreach ($type === 'repeater' ? $this->answering((array) ($field['fields'] ?? [])) : [] as $part) {
                $words = (string) ($part['label'] ?? '');
                $submission->describe("$key.{$part['key']}", $words === '' ? '' : "$label: $words", (string) $part['type']);
            }
        }
    }

    /**
     * @param array<int|string, mixed> $fields
     *
     * @return array<int, array<string, mixed>> Those that people answer. Passwords too: the event says that they were left out.
     */
    private function answering(array $fields): array
    {
        return array_values(array_filter($fields, function ($field): bool {
            $type = is_array($field) ? (string) ($field['type'] ?? '') : '';
            $isAsked = !in_array($type, $this->noAnswer, true) || strpos($type, 'password') === 0;
            return $isAsked && (string) ($field['key'] ?? '') !== '';
        }));
    }

    /**
     * @param array<string, mixed> $field
     *
     * @return mixed
     */
    private function value(string $type, array $field)
    {
        $value = $field['value'] ?? '';
        if ($type === 'checkbox' || $type === 'optin' || substr($type, -6) === '-optin') {
            return in_array($value, [1, '1', true, 'on'], true);
        }
        if ($type === 'file_upload') {
            $names = array_filter(array_column((array) ($field['files'] ?? []), 'name'));
            return $names === [] ? FileInfo::ofPlaces(is_array($value) ? array_values($value) : (string) $value) : array_map(
                static fn($name): array => FileInfo::of((string) $name),
                array_values($names)
            );
        }
        if (in_array($type, ['listcheckbox', 'listmultiselect'], true) && !is_array($value)) {
            return (string) $value === '' ? [] : [$value];
        }
        return $type === 'repeater' ? $this->rows((array) $value, (array) ($field['fields'] ?? [])) : $value;
    }

    /**
     * @param array<string, mixed>     $values Such as `{"4.1_0": {value: …}, "4.2_0": …}`: field and row.
     * @param array<int|string, mixed> $fields The parts, with ids such as `4.1`.
     *
     * @return array<int, array<string, mixed>>
     */
    private function rows(array $values, array $fields): array
    {
        $parts = array_column($this->answering($fields), null, 'id');
        $rows = [];
        foreach ($values as $key => $value) {
            [$id, $row] = explode('_', (string) $key, 2) + [1 => ''];
            if (isset($parts[$id]) && ctype_digit($row)) {
                $value = is_array($value) && array_key_exists('value', $value) ? $value['value'] : $value;
                $rows[(int) $row][(string) $parts[$id]['key']] = $this->value((string) $parts[$id]['type'], ['value' => $value]);
            }
        }
        ksort($rows);
        return array_values($rows);
    }
}
