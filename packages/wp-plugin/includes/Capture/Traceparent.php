<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** W3C Trace Context: the trace an event is part of, so that the server's spans join those of the site where it has any. */
final class Traceparent
{
    private const PATTERN = '/^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}\z/';

    /** That of the request, where it carries one that is well formed; else a new one. */
    public static function current(): string
    {
        // phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- the pattern lets nothing but hex digits and dashes through.
        $given = $_SERVER['HTTP_TRACEPARENT'] ?? null;
        if (is_string($given) && preg_match(self::PATTERN, $given) === 1) {
            return $given;
        }
        return '00-' . bin2hex(random_bytes(16)) . '-' . bin2hex(random_bytes(8)) . '-01';
    }
}
