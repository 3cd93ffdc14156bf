<?php

declare(strict_types=1);

namespace Handoff\Sources\Forminator;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/** A form's fields (`->slug` such as `text-1`, `->raw` with `type`, `field_label`, …) and how an entry holds their values. */
final class Fields
{
    private const NO_ANSWER = ['html', 'section', 'page-break', 'captcha', 'group', 'save-and-continue'];
    private const AGREEMENTS = ['consent', 'gdprcheckbox'];
    private const PARTS = [
        'name' => ['prefix' => 'Prefix', 'first-name' => 'First name', 'middle-name' => 'Middle name', 'last-name' => 'Last name'],
        'address' => [
            'street_address' => 'Street', 'address_line' => 'Line 2', 'city' => 'City', 'state' => 'State', 'zip' => 'Postal code',
            'country' => 'Country',
        ],
    ];

    /** Settings by slug. @var array<string, array<string, mixed>> */
    private array $fields = [];

    public static function of(int $form): self
    {
        $fields = new self();
        $all = \Forminator_API::get_form_fields($form);
        foreach (is_array($all) ? $all : [] as $field) {
            $settings = (array) $field->raw;
            if (!in_array($settings['type'] ?? '', self::NO_ANSWER, true)) {
                $fields->fields[(string) $field->slug] = $settings;
            }
        }
        return $fields;
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        $described = [];
        foreach ($this->fields as $slug => $settings) {
            $required = in_array($settings['required'] ?? '', [true, 'true', '1', 1], true);
            $described[] = [(string) $slug, self::labelOf($settings), (string) ($settings['type'] ?? ''), $required];
        }
        return $described;
    }

    /** @param array<string, mixed> $values */
    public function fill(Submission $submission, array $values): void
    {
        foreach ($this->fields as $slug => $settings) {
            if (in_array($settings['type'] ?? '', self::AGREEMENTS, true)) {
                $this->fillAgreement($submission, (string) $slug, $settings, $values[$slug] ?? '');
                unset($values[$slug]);
            }
        }
        foreach ($values as $slug => $value) {
            $slug = (string) $slug;
            if (strpos($slug, '_') !== 0) {
                $this->fillOne($submission, $slug, $this->settingsOf($slug), $value);
            }
        }
    }

    /**
     * @param array<string, mixed> $settings
     * @param mixed                $value    `checked`, `true` or the words that were ticked.
     */
    private function fillAgreement(Submission $submission, string $slug, array $settings, $value): void
    {
        $agreed = is_scalar($value) && !in_array(strtolower((string) $value), ['', '0', 'false', 'no', 'unchecked'], true);
        $wording = (string) ($settings['consent_description'] ?? $settings['gdpr_description'] ?? '');
        $submission->agreement($slug, $agreed, $wording === '' ? self::labelOf($settings) : $wording);
        $submission->field($slug, $agreed, self::labelOf($settings), (string) $settings['type']);
    }

    /**
     * @param array<string, mixed> $settings
     * @param mixed                $value
     */
    private function fillOne(Submission $submission, string $slug, array $settings, $value): void
    {
        $type = (string) ($settings['type'] ?? '');
        $label = self::labelOf($settings);
        if ($type === 'upload' || $type === 'signature') {
            $places = is_array($value) ? $value['file']['file_url'] ?? '' : $value;
            $submission->field($slug, FileInfo::ofPlaces($places), $label, $type);
            return;
        }
        $submission->field($slug, $value, $label, $type);
        foreach (is_array($value) ? self::PARTS[$type] ?? [] : [] as $part => $words) {
            $submission->describe("$slug.$part", $label === '' ? $words : "$label: $words");
        }
        $part = static fn(string $name): string => is_array($value) && is_scalar($value[$name] ?? null) ? (string) $value[$name] : '';
        if ($type === 'name' && is_array($value)) {
            $submission->personName($part('first-name'), $part('last-name'), $part('middle-name'));
        } elseif ($type === 'name') {
            $submission->person('name', $value);
        } elseif ($type === 'address') {
            $submission->person('country', $part('country'));
        }
    }

    /**
     * The settings of a field, also of one that a visitor repeated: `text-1-2` is the second `text-1`.
     *
     * @return array<string, mixed>
     */
    private function settingsOf(string $slug): array
    {
        $first = (string) preg_replace('/^(.+-\d+)-\d+$/', '$1', $slug);
        return $this->fields[$slug] ?? $this->fields[$first] ?? [];
    }

    /** @param array<string, mixed> $settings */
    private static function labelOf(array $settings): string
    {
        return (string) ($settings['field_label'] ?? '');
    }
}
