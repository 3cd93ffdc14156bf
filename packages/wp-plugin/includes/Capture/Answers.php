<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** An event's data made ready to travel: without secrets, valid text only, and not larger than a request may be. */
final class Answers
{
    /** Tried in turn until the whole is small enough: UTF-16 units of a text, entries of a list or map. */
    private const SIZES = [[100000, 1000], [20000, 1000], [4000, 1000], [500, 1000], [100, 200], [50, 40]];
    private const LONGEST_KEY = 200;
    private const DEEPEST = 8;
    private const CONTAINERS = ['form', 'fields', 'labels', 'types'];
    /** What an event's data may measure as JSON; the server takes requests of one megabyte. */
    private const MOST_BYTES = 600000;

    private Notes $notes;
    private int $longest = 0;
    private int $most = 0;

    public function __construct(Notes $notes)
    {
        $this->notes = $notes;
    }

    /**
     * @param array<string, mixed> $data As an `EventDraft` holds it.
     *
     * @return array<string, mixed> Maps with keys of their own are objects, so that JSON never shows them as lists.
     */
    public function ready(array $data): array
    {
        $data = $this->withoutSecrets($data);
        $ready = [];
        foreach (self::SIZES as [$this->longest, $this->most]) {
            $ready = $this->members($data, '', 0);
            if (strlen((string) json_encode($ready, JSON_PARTIAL_OUTPUT_ON_ERROR)) <= self::MOST_BYTES) {
                break;
            }
        }
        foreach (['fields', 'labels', 'types'] as $part) {
            if (isset($ready[$part]) && is_array($ready[$part])) {
                $ready[$part] = (object) $ready[$part];
            }
        }
        return $ready;
    }

    /**
     * @param array<string, mixed> $data
     *
     * @return array<string, mixed>
     */
    private function withoutSecrets(array $data): array
    {
        $types = (array) ($data['types'] ?? []);
        $labels = (array) ($data['labels'] ?? []);
        if (!is_array($data['fields'] ?? null)) {
            return $data;
        }
        foreach (array_keys($data['fields'] + $types + $labels) as $key) {
            if (Secrets::isSecret((string) $key, (string) ($types[$key] ?? ''), (string) ($labels[$key] ?? ''))) {
                [$data['fields'], $cut] = self::without($data['fields'], (string) $key);
                $this->withheld((string) ($labels[$key] ?? '') !== '' ? (string) $labels[$key] : (string) $key, $cut);
                unset($data['labels'][$key], $data['types'][$key]);
            }
        }
        return $data;
    }

    /**
     * @param array<int|string, mixed> $fields
     * @param string                   $key    Of a field, or of a part of one or of its rows: `people.code`.
     *
     * @return array{0: array<int|string, mixed>, 1: array<int, mixed>} The fields without it, and what it held.
     */
    private static function without(array $fields, string $key): array
    {
        if (array_key_exists($key, $fields)) {
            return [array_diff_key($fields, [$key => 1]), [$fields[$key]]];
        }
        [$field, $part] = explode('.', $key, 2) + [1 => ''];
        $cut = [];
        if ($part !== '' && is_array($fields[$field] ?? null)) {
            $whole = $fields[$field];
            $rows = array_is_list($whole) ? $whole : [$whole];
            $cut = array_column(array_filter($rows, 'is_array'), $part);
            $rows = array_map(static fn($row) => is_array($row) ? array_diff_key($row, [$part => 1]) : $row, $rows);
            $fields[$field] = array_is_list($whole) ? $rows : $rows[0];
        }
        return [$fields, $cut];
    }

    /** @param mixed $value What is left out; where it is empty there is nothing to say. */
    private function withheld(string $name, $value): void
    {
        $isEmpty = true;
        $value = is_array($value) ? $value : [$value];
        array_walk_recursive($value, static function ($one) use (&$isEmpty): void {
            $isEmpty = $isEmpty && in_array($one, ['', null, false], true);
        });
        if (!$isEmpty) {
            $this->notes->withheld($name);
        }
    }

    /**
     * @param array<int|string, mixed> $members
     * @param bool                     $haveLabels Whether its keys are words that people read: a festival's `Pass` is no password.
     *
     * @return array<int|string, mixed>
     */
    private function members(array $members, string $path, int $depth, bool $haveLabels = false): array
    {
        $ready = [];
        $isList = array_is_list($members);
        foreach ($members as $key => $value) {
            $isContainer = $depth === 0 && in_array($key, self::CONTAINERS, true);
            $at = $path !== '' || $isContainer ? $path : (string) $key;
            if (count($ready) >= $this->most) {
                $this->notes->shortened($at);
                break;
            }
            if (!$isList && ($haveLabels ? Secrets::areSecret((string) $key) : Secrets::isSecret((string) $key))) {
                $this->withheld((string) $key, $value);
                continue;
            }
            $ofOrderLine = $path === 'lines' && $key === 'properties';
            $ready[$isList ? $key : $this->key($key)] = $this->value($value, $at, $depth, $ofOrderLine);
        }
        return $ready;
    }

    /**
     * @param mixed $value
     *
     * @return mixed
     */
    private function value($value, string $path, int $depth, bool $haveLabels)
    {
        $value = is_object($value) ? self::ofObject($value) : $value;
        if (is_array($value)) {
            if ($depth >= self::DEEPEST) {
                $this->notes->shortened($path);
                return null;
            }
            $ready = $this->members($value, $path, $depth + 1, $haveLabels);
            return array_is_list($value) ? $ready : (object) $ready;
        }
        if (is_string($value)) {
            return $this->text($value, $path);
        }
        return is_float($value) && !is_finite($value) ? null : (is_scalar($value) ? $value : null);
    }

    /** @return mixed What it says of itself; its public members where it says nothing, or breaks. */
    private static function ofObject(object $value)
    {
        try {
            if ($value instanceof \DateTimeInterface) {
                return $value->format(DATE_ATOM);
            }
            $said = $value instanceof \JsonSerializable ? $value->jsonSerialize() : get_object_vars($value);
            return $said === [] && method_exists($value, '__toString') ? (string) $value : $said;
        } catch (\Throwable $problem) {
            Problem::report('reading an answer', $problem);
            return get_object_vars($value);
        }
    }

    private function text(string $value, string $path): string
    {
        $text = Secrets::maskCards(Text::clean($value));
        if (strpos($text, '[card number removed]') !== false && strpos($value, '[card number removed]') === false) {
            $this->notes->withheld("a card number in $path");
        }
        $clipped = Text::clip($text, $this->longest);
        if ($clipped !== $text) {
            $this->notes->shortened($path);
        }
        return $clipped;
    }

    /**
     * @param int|string $key
     *
     * @return int|string
     */
    private function key($key)
    {
        return is_int($key) ? $key : Text::clip(Text::clean($key), self::LONGEST_KEY);
    }
}
