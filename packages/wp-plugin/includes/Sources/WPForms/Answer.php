<?php

declare(strict_types=1);

namespace Handoff\Sources\WPForms;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/** One answer as WPForms formats it: `{id, name (the label), type, value}` and what its type adds. */
final class Answer
{
    private const NAME = ['first' => 'First', 'middle' => 'Middle', 'last' => 'Last'];
    private const ADDRESS = [
        'address1' => 'Address line 1', 'address2' => 'Address line 2', 'city' => 'City', 'state' => 'State',
        'postal' => 'Postal code', 'country' => 'Country',
    ];
    private const SEVERAL = ['checkbox', 'payment-checkbox'];
    private const FILES = ['file-upload', 'signature', 'camera'];

    /** @var array<string, mixed> */
    private array $field;

    /** @var array<string, mixed> */
    private array $settings;

    /**
     * @param array<string, mixed> $field
     * @param array<string, mixed> $settings As the form has it.
     */
    public function __construct(array $field, array $settings)
    {
        $this->field = $field;
        $this->settings = $settings;
    }

    /** @param bool $isPosted Whether the visitor's browser sent something for it. */
    public function fill(Submission $submission, string $key, bool $isPosted): void
    {
        $type = (string) $this->field['type'];
        $label = (string) ($this->field['name'] ?? '');
        if ($type === 'gdpr-checkbox') {
            // Its value is the wording whether it was ticked or not.
            $wording = $this->text('value');
            $agreed = $isPosted && $wording !== '';
            $shown = (string) ($this->settings['choices'][1]['label'] ?? $wording);
            $submission->agreement($key, $agreed, $wording === '' ? $shown : $wording);
            $submission->field($key, $agreed, $label, $type);
            return;
        }
        $submission->field($key, $this->value($type), $label, $type);
        foreach (['name' => self::NAME, 'address' => self::ADDRESS] as $whole => $parts) {
            foreach ($type === $whole ? $this->parts($parts) : [] as $part => $value) {
                $submission->describe("$key.$part", "$label: {$parts[$part]}");
            }
        }
        if ($type === 'name') {
            $submission->personName($this->text('first'), $this->text('last'), $this->text('middle'));
            $submission->person('name', $this->text('value'));
        } elseif ($type === 'address') {
            $submission->person('country', $this->text('country'));
        }
    }

    /** @return mixed */
    private function value(string $type)
    {
        if (in_array($type, self::FILES, true)) {
            return $this->files();
        }
        if ($type === 'name' || $type === 'address') {
            $parts = $this->parts($type === 'name' ? self::NAME : self::ADDRESS);
            return $parts === [] ? $this->text('value') : $parts;
        }
        $isList = in_array($type, self::SEVERAL, true) || ($type === 'select' && !empty($this->settings['multiple']));
        if ($isList) {
            return array_values(array_filter(array_map('trim', explode("\n", $this->text('value'))), 'strlen'));
        }
        return $this->text('value');
    }

    /**
     * @param array<string, string> $names
     *
     * @return array<string, string> Those that were filled in.
     */
    private function parts(array $names): array
    {
        $parts = [];
        foreach (array_keys($names) as $name) {
            if ($this->text($name) !== '') {
                $parts[$name] = $this->text($name);
            }
        }
        return $parts;
    }

    /** @return array<int, array<string, mixed>> */
    private function files(): array
    {
        $several = is_array($this->field['value_raw'] ?? null) ? $this->field['value_raw'] : [];
        $files = [];
        foreach ($several === [] ? [$this->field] : $several as $file) {
            $stored = FileInfo::ofPlaces((string) ($file['value'] ?? ''));
            if ($stored === []) {
                continue;
            }
            $original = (string) ($file['file_original'] ?? $file['file_user_name'] ?? '');
            $files[] = $original === '' ? $stored[0] : FileInfo::of($original, $stored[0]['size'] ?? null);
        }
        return $files;
    }

    /** A member as text; WPForms stores entities in place of some signs. */
    private function text(string $member): string
    {
        $value = $this->field[$member] ?? '';
        return is_scalar($value) ? html_entity_decode((string) $value, ENT_QUOTES | ENT_HTML5, 'UTF-8') : '';
    }
}
