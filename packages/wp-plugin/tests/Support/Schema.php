<?php

declare(strict_types=1);

namespace Handoff\Tests\Support;

/** Checks a value against one of the contract's JSON Schemas: the keywords those use, no more. */
final class Schema
{
    /** @var array<string, mixed> */
    private array $root;

    /** @param string $name Such as `order-data`. */
    public function __construct(string $name)
    {
        $file = dirname(__DIR__, 3) . "/shared/contract/schemas/$name.json";
        $this->root = json_decode((string) file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
    }

    /**
     * @param array<string, mixed> $value As JSON gives it.
     *
     * @return string[] What is wrong and where; empty where nothing is.
     */
    public function problems(array $value): array
    {
        return $this->check(json_decode((string) json_encode($value)), $this->root, '');
    }

    /**
     * @param mixed                $value
     * @param array<string, mixed> $schema
     *
     * @return string[]
     */
    private function check($value, array $schema, string $path): array
    {
        if (isset($schema['$ref'])) {
            $schema = $this->root['$defs'][basename($schema['$ref'])];
        }
        $is = [
            'object' => is_object($value), 'array' => is_array($value), 'string' => is_string($value),
            'number' => is_int($value) || is_float($value), 'boolean' => is_bool($value),
        ];
        if (isset($schema['type']) && !$is[$schema['type']]) {
            return ["$path is not of type {$schema['type']}"];
        }
        $problems = [];
        if (isset($schema['enum']) && !in_array($value, $schema['enum'], true)) {
            $problems[] = "$path is none of " . implode(', ', $schema['enum']);
        }
        if (isset($schema['pattern']) && preg_match('~' . $schema['pattern'] . '~', $value) !== 1) {
            $problems[] = "$path does not match {$schema['pattern']}: $value";
        }
        if (is_string($value) && mb_strlen($value) > ($schema['maxLength'] ?? PHP_INT_MAX)) {
            $problems[] = "$path is too long";
        }
        foreach (is_object($value) ? $schema['required'] ?? [] : [] as $name) {
            if (!property_exists($value, $name)) {
                $problems[] = "$path/$name is missing";
            }
        }
        foreach (is_object($value) ? get_object_vars($value) : [] as $name => $member) {
            $problems = array_merge($problems, $this->check($member, $schema['properties'][$name] ?? [], "$path/$name"));
        }
        foreach (is_array($value) ? $value : [] as $at => $item) {
            $problems = array_merge($problems, $this->check($item, $schema['items'] ?? [], "$path/$at"));
        }
        return $problems;
    }
}
