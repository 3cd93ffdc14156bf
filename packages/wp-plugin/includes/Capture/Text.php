<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** Text as the envelope can carry it. Lengths are UTF-16 units, as the server counts them. */
final class Text
{
    /** Valid UTF-8 without NUL characters; bytes that are none are read as Windows-1252, the usual culprit. */
    public static function clean(string $text): string
    {
        if (preg_match('//u', $text) !== 1) {
            $text = function_exists('mb_convert_encoding')
                ? (string) mb_convert_encoding($text, 'UTF-8', 'Windows-1252')
                : wp_check_invalid_utf8($text, true);
        }
        return str_replace("\0", '', $text);
    }

    /** At most `$max` units of a text, never half a character. */
    public static function clip(string $text, int $max): string
    {
        if (strlen($text) <= $max || self::length($text) <= $max) {
            return $text;
        }
        // At least half of the characters fit, and at most one unit is left over by a character of two.
        $clipped = mb_substr($text, 0, $max, 'UTF-8');
        for ($over = self::length($clipped) - $max; $over > 0; $over = self::length($clipped) - $max) {
            $clipped = mb_substr($clipped, 0, -intdiv($over + 1, 2), 'UTF-8');
        }
        return $clipped;
    }

    public static function length(string $text): int
    {
        return mb_strlen($text, 'UTF-8') + (int) preg_match_all('/[\x{10000}-\x{10FFFF}]/u', $text);
    }

    /** Words without markup on one line, as people read a label or a consent's wording. */
    public static function plain(string $html): string
    {
        $text = html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8');
        return trim((string) preg_replace('/\s+/u', ' ', self::clean($text)));
    }
}
