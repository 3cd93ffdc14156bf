<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** The EdDSA JWT by which the server knows this site's back end for a minute. */
final class Token
{
    private const SECONDS = 60;
    private const MAX_PERSON = 320;

    /** @param string $person Who asks, for the server's records: an e-mail address. */
    public static function make(KeyPair $key, PairingRecord $record, string $person, int $now): string
    {
        $claims = [
            'iss' => $record->sourceId,
            'aud' => $record->origin,
            'sub' => mb_substr($person, 0, self::MAX_PERSON),
            'iat' => $now,
            'exp' => $now + self::SECONDS,
        ];
        $head = self::part(['alg' => 'EdDSA', 'typ' => 'JWT']) . '.' . self::part($claims);
        return $head . '.' . Base64Url::encode($key->sign($head));
    }

    /** @param array<string, string|int> $members */
    private static function part(array $members): string
    {
        return Base64Url::encode((string) wp_json_encode($members, JSON_UNESCAPED_SLASHES));
    }
}
