<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** An Ed25519 key pair. Never printed, never serialised: `seed()` is for `Seal` only. */
final class KeyPair
{
    private string $seed;

    /** Made when first needed: without PHP's sodium it takes a while. */
    private ?string $pair = null;

    /** @param string $seed 32 bytes. */
    public function __construct(string $seed)
    {
        $this->seed = $seed;
    }

    public static function generate(): self
    {
        return new self(random_bytes(SODIUM_CRYPTO_SIGN_SEEDBYTES));
    }

    public function seed(): string
    {
        return $this->seed;
    }

    public function publicKey(): PublicKey
    {
        return PublicKey::ofBytes(sodium_crypto_sign_publickey($this->pair()));
    }

    /** The raw 64 bytes of the signature. */
    public function sign(string $text): string
    {
        return sodium_crypto_sign_detached($text, sodium_crypto_sign_secretkey($this->pair()));
    }

    /** @return array<string, string> What debuggers and dumps see. */
    public function __debugInfo(): array
    {
        return ['publicKey' => $this->publicKey()->text()];
    }

    /** @return string[] */
    public function __sleep(): array
    {
        throw new \LogicException('A secret key is not serialised.');
    }

    private function pair(): string
    {
        return $this->pair = $this->pair ?? sodium_crypto_sign_seed_keypair($this->seed);
    }
}
