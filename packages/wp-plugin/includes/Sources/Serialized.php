<?php

declare(strict_types=1);

namespace Handoff\Sources;

/** Values that form plugins store by PHP's `serialize()`. */
final class Serialized
{
    /**
     * What was stored, or the value itself where it is something else. Objects are never made: what looks serialized may
     * be what a visitor typed, and making an object can run its class' code.
     *
     * @param mixed $value
     *
     * @return mixed
     */
    public static function open($value)
    {
        if (!is_string($value) || !is_serialized($value)) {
            return $value;
        }
        $opened = @unserialize(trim($value), ['allowed_classes' => false]);
        $parts = [$opened];
        $isPlain = $opened !== false || trim($value) === 'b:0;';
        array_walk_recursive($parts, static function ($part) use (&$isPlain): void {
            $isPlain = $isPlain && !is_object($part);
        });
        return $isPlain ? $opened : $value;
    }
}
