<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** An Ed25519 public key; its text is `whpk_` and base64 of 32 bytes. */
final class PublicKey
{
    private string $bytes;

    private function __construct(string $bytes)
    {
        $this->bytes = $bytes;
    }

    public static function ofBytes(string $bytes): self
    {
        return new self($bytes);
    }

    /** Null where the text is not a public key. */
    public static function parse(string $text): ?self
    {
        if (preg_match('~^whpk_([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)\z~', $text, $match) !== 1) {
            return null;
        }
        return new self((string) base64_decode($match[1], true));
    }

    public function text(): string
    {
        return 'whpk_' . base64_encode($this->bytes);
    }

    /** What people compare on both sides: the first 16 bytes of the key's SHA-256 as eight groups of four hex digits. */
    public function fingerprint(): string
    {
        return implode(' ', str_split(substr(hash('sha256', $this->bytes), 0, 32), 4));
    }

    /** RFC 7638: base64url SHA-256 of the canonical JWK, 43 characters. */
    public function thumbprint(): string
    {
        $jwk = '{"crv":"Ed25519","kty":"OKP","x":"' . Base64Url::encode($this->bytes) . '"}';
        return Base64Url::encode(hash('sha256', $jwk, true));
    }

    /** Whether the base64 signature over the text was made with this key's secret half. */
    public function verifies(string $text, string $signature): bool
    {
        $raw = base64_decode($signature, true);
        if ($raw === false || strlen($raw) !== SODIUM_CRYPTO_SIGN_BYTES) {
            return false;
        }
        try {
            return sodium_crypto_sign_verify_detached($raw, $text, $this->bytes);
        } catch (\Throwable $unusable) {
            return false;
        }
    }
}
