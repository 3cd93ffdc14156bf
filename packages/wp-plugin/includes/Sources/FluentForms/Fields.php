<?php

declare(strict_types=1);

namespace Handoff\Sources\FluentForms;

use Handoff\Capture\FileInfo;
use Handoff\Sources\Submission;

/**
 * A form's elements, from its `form_fields` JSON: `{element, attributes: {name}, settings: {label, …}, fields?, columns?}`,
 * and how a response holds their values.
 */
final class Fields
{
    private const AGREEMENTS = ['terms_and_condition', 'gdpr_agreement'];
    /** What Fluent Forms and its guards against spam add to a response. */
    private const INTERNAL = '/^_|^item_\w*__fluent_sf$|^ff_ct_form_load_time$|^ct_bot_detector_event_token$|^isFFConversational$|^__fluent_/';

    /** @var array<string, array<string, mixed>> Elements by the name of their value. */
    private array $elements = [];

    /** @param object|null $form A row of `fluentform_forms`; null where the form is gone. */
    public static function of($form): self
    {
        $fields = new self();
        $tree = $form === null ? null : json_decode((string) $form->form_fields, true);
        $fields->gather((array) ($tree['fields'] ?? []));
        return $fields;
    }

    /** @return array<int, array{0: string, 1: string, 2: string, 3: bool}> */
    public function described(): array
    {
        $described = [];
        foreach ($this->elements as $name => $element) {
            $name = (string) $name;
            $required = !empty($element['settings']['validation_rules']['required']['value']);
            $described[] = [$name, self::labelOf($element), (string) $element['element'], $required];
        }
        return $described;
    }

    /** @param array<string, mixed> $response */
    public function fill(Submission $submission, array $response): void
    {
        foreach ($this->elements as $name => $element) {
            $name = (string) $name;
            $type = (string) $element['element'];
            if (in_array($type, self::AGREEMENTS, true)) {
                $agreed = !empty($response[$name]);
                $submission->agreement($name, $agreed, (string) ($element['settings']['tnc_html'] ?? ''));
                $submission->field($name, $agreed, self::labelOf($element), $type);
            } elseif (array_key_exists($name, $response)) {
                $submission->field($name, self::value($element, $response[$name]), self::labelOf($element), $type);
                self::describeParts($submission, $name, $element);
                self::addPerson($submission, $type, $response[$name]);
            }
        }
        foreach (array_diff_key($response, $this->elements) as $name => $value) {
            if (preg_match(self::INTERNAL, (string) $name) !== 1) {
                $submission->field((string) $name, $value);
            }
        }
    }

    /** @param array<int|string, mixed> $elements */
    private function gather(array $elements): void
    {
        foreach ($elements as $element) {
            if (!is_array($element)) {
                continue;
            }
            foreach ((array) ($element['columns'] ?? []) as $column) {
                $this->gather((array) ($column['fields'] ?? []));
            }
            $name = (string) ($element['attributes']['name'] ?? '');
            if ($name !== '' && ($element['element'] ?? '') !== 'button' && strpos($name, 'captcha') === false) {
                $this->elements[$name] = $element;
            }
        }
    }

    /**
     * @param array<string, mixed> $element
     * @param mixed                $value
     *
     * @return mixed
     */
    private static function value(array $element, $value)
    {
        if (in_array($element['element'], ['input_file', 'input_image', 'featured_image', 'signature'], true)) {
            return FileInfo::ofPlaces($value);
        }
        if ($element['element'] === 'repeater_field' && is_array($value)) {
            $parts = array_keys(self::parts($element));
            return array_map(static function ($row) use ($parts): array {
                $named = [];
                foreach (array_values((array) $row) as $index => $one) {
                    $named[$parts[$index] ?? (string) ($index + 1)] = $one;
                }
                return $named;
            }, array_values($value));
        }
        return $value;
    }

    /** @param array<string, mixed> $element */
    private static function describeParts(Submission $submission, string $name, array $element): void
    {
        $label = self::labelOf($element);
        foreach (self::parts($element) as $part => $one) {
            $words = self::labelOf($one);
            $type = (string) ($one['element'] ?? '');
            $submission->describe("$name.$part", $words === '' || $label === '' ? $words : "$label: $words", $type);
        }
    }

    /**
     * @param array<string, mixed> $element
     *
     * @return array<string, array<string, mixed>> What a name, an address or a repeated row is made of, by key.
     */
    private static function parts(array $element): array
    {
        $parts = [];
        foreach ((array) ($element['fields'] ?? []) as $key => $part) {
            // A repeated row's columns have no names of their own.
            $parts[is_int($key) ? (string) ($key + 1) : $key] = (array) $part;
        }
        return $parts;
    }

    /** @param mixed $value */
    private static function addPerson(Submission $submission, string $type, $value): void
    {
        $text = static fn(string $part): string => is_array($value) && is_scalar($value[$part] ?? null) ? (string) $value[$part] : '';
        if ($type === 'input_name') {
            $submission->personName($text('first_name'), $text('last_name'), $text('middle_name'));
        } elseif ($type === 'address') {
            $submission->person('country', $text('country'));
        } elseif ($type === 'select_country') {
            $submission->person('country', $value);
        }
    }

    /** @param array<string, mixed> $element */
    private static function labelOf(array $element): string
    {
        $settings = (array) ($element['settings'] ?? []);
        return (string) (empty($settings['label']) ? $settings['admin_field_label'] ?? '' : $settings['label']);
    }
}
