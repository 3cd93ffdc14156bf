<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Base64url without padding. */
final class Base64Url
{
    public static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    /** Null where the text is not base64url. */
    public static function decode(string $text): ?string
    {
        if (preg_match('~^[A-Za-z0-9_-]*={0,2}\z~', $text) !== 1) {
            return null;
        }
        $text = rtrim($text, '=');
        // One character beyond whole groups is no byte; PHP would let it pass.
        if (strlen($text) % 4 === 1) {
            return null;
        }
        $bytes = base64_decode(strtr($text, '-_', '+/'), true);
        return $bytes === false ? null : $bytes;
    }
}
