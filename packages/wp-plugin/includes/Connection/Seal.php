<?php

declare(strict_types=1);

namespace Handoff\Connection;

/**
 * Seals the site's secret key at rest, so that a dump of the database alone cannot speak for the site. The key it seals
 * with comes from HANDOFF_SEAL_KEY, or from the site's salts.
 */
final class Seal
{
    private const VERSION = 'v1:';

    public function seal(string $plain): string
    {
        $nonce = random_bytes(SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        return self::VERSION . base64_encode($nonce . sodium_crypto_secretbox($plain, $nonce, $this->keys()[0]));
    }

    /** Null where it was sealed under other salts, or was changed. */
    public function open(string $sealed): ?string
    {
        foreach ($this->keys() as $key) {
            $plain = $this->openWith($key, $sealed);
            if ($plain !== null) {
                return $plain;
            }
        }
        return null;
    }

    /** Whether it opens, but not with the key that new seals are made with: seal it anew. */
    public function isOld(string $sealed): bool
    {
        return $this->openWith($this->keys()[0], $sealed) === null && $this->open($sealed) !== null;
    }

    private function openWith(string $key, string $sealed): ?string
    {
        if (strpos($sealed, self::VERSION) !== 0) {
            return null;
        }
        $bytes = base64_decode(substr($sealed, strlen(self::VERSION)), true);
        if ($bytes === false || strlen($bytes) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES) {
            return null;
        }
        $nonce = substr($bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES);
        $plain = sodium_crypto_secretbox_open(substr($bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES), $nonce, $key);
        return $plain === false ? null : $plain;
    }

    /** @return string[] The key to seal with, and those that may still open: the salts sealed before HANDOFF_SEAL_KEY was set. */
    private function keys(): array
    {
        $secrets = [wp_salt('auth')];
        if (defined('HANDOFF_SEAL_KEY') && (string) HANDOFF_SEAL_KEY !== '') {
            array_unshift($secrets, (string) HANDOFF_SEAL_KEY);
        }
        return array_map(
            static fn(string $secret) => hash_hkdf('sha256', $secret, SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'handoff/seal/v1'),
            $secrets
        );
    }
}
