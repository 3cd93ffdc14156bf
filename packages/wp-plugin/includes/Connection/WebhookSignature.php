<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Standard Webhooks by Ed25519 (`v1a`): signed are the bytes `id.timestamp.body`. */
final class WebhookSignature
{
    private const TOLERANCE = 300;
    private const MAX_SIGNATURES = 10;

    /**
     * The three headers, signed with every key given; two while a key is being replaced.
     *
     * @param KeyPair[] $keys
     *
     * @return array<string, string>
     */
    public static function headers(array $keys, string $id, int $timestamp, string $body): array
    {
        $sign = static fn(KeyPair $key) => 'v1a,' . base64_encode($key->sign("$id.$timestamp.$body"));
        return [
            'webhook-id' => $id,
            'webhook-timestamp' => (string) $timestamp,
            'webhook-signature' => implode(' ', array_map($sign, $keys)),
        ];
    }

    /**
     * `ok`, `signature_missing`, `signature_malformed`, `signature_invalid` or `clock_skew`. The clock is judged only
     * once a signature holds. Repeats are not looked for here.
     *
     * @param PublicKey[] $keys
     */
    public static function judge(array $keys, string $id, string $timestamp, string $signatures, string $body, int $now): string
    {
        if ($id === '' || $timestamp === '' || $signatures === '') {
            return 'signature_missing';
        }
        $candidates = self::candidates($signatures);
        // A full stop would let id and timestamp be shifted into each other.
        $readable = preg_match('/^[\x21-\x2d\x2f-\x7e]{1,256}\z/', $id) === 1
            && preg_match('/^(0|[1-9]\d{0,10})\z/', $timestamp) === 1;
        if (!$readable || $candidates === []) {
            return 'signature_malformed';
        }
        foreach ($candidates as $signature) {
            foreach ($keys as $key) {
                if ($key->verifies("$id.$timestamp.$body", $signature)) {
                    return abs((int) $timestamp - $now) > self::TOLERANCE ? 'clock_skew' : 'ok';
                }
            }
        }
        return 'signature_invalid';
    }

    /** @return string[] The base64 of each whole signature of a kind this version knows (`v1` is known, and never ours). */
    private static function candidates(string $signatures): array
    {
        $parts = preg_split('/ +/', trim($signatures));
        if ($parts === false || count($parts) > self::MAX_SIGNATURES) {
            return [];
        }
        $found = [];
        foreach ($parts as $part) {
            if (preg_match('~^(v1|v1a),([A-Za-z0-9+/]+={0,2})\z~', $part, $match) !== 1) {
                continue;
            }
            if (strlen((string) base64_decode($match[2], true)) === ($match[1] === 'v1a' ? SODIUM_CRYPTO_SIGN_BYTES : 32)) {
                $found[] = $match[2];
            }
        }
        return $found;
    }
}
