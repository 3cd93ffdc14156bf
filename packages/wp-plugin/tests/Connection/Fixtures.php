<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

/** The contract's test vectors, and public test keys. Never use one outside a test. */
final class Fixtures
{
    /** @return array<string, mixed> */
    public static function read(string $name): array
    {
        $file = dirname(__DIR__, 3) . "/shared/contract/fixtures/$name.json";
        return json_decode((string) file_get_contents($file), true, 64, JSON_THROW_ON_ERROR);
    }

    /** @param string $secret `whsk_` text, which holds the seed. */
    public static function pair(string $secret): \Handoff\Connection\KeyPair
    {
        return new \Handoff\Connection\KeyPair((string) base64_decode(substr($secret, 5), true));
    }

    /**
     * @param array<int, array<string, mixed>> $cases
     *
     * @return array<string, array<int, array<string, mixed>>> For a data provider, named by `name`.
     */
    public static function named(array $cases): array
    {
        return array_combine(array_column($cases, 'name'), array_map(static fn($case) => [$case], $cases));
    }
}
