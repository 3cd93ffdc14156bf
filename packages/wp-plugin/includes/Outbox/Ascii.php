<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/**
 * Text of any language as ASCII (`é` is `\u00e9`) and back. The outbox keeps its texts so: it works in tables of any
 * character set, and WordPress asks the database for the columns' character sets before every other query, which would
 * be a second query in the visitor's request.
 */
final class Ascii
{
    /** At most so many characters of a text; unreadable bytes become the replacement character. */
    public static function pack(string $text, int $max): string
    {
        $clipped = mb_substr($text, 0, $max, 'UTF-8');
        return substr((string) json_encode($clipped, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), 1, -1);
    }

    public static function unpack(string $packed): string
    {
        $text = json_decode('"' . $packed . '"');
        return is_string($text) ? $text : $packed;
    }
}
