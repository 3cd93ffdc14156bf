<?php

declare(strict_types=1);

namespace Handoff\Connection;

/**
 * The site's Ed25519 key, sealed in an option of this site. While a rotation is under way there are two, and both are
 * kept until it is known which one the server has.
 */
final class SiteKey
{
    public const OPTION = 'handoff_site_key';

    private Seal $seal;

    public function __construct(Seal $seal)
    {
        $this->seal = $seal;
    }

    /** @throws ConnectionError where there is no key, or it cannot be opened. */
    public function publicKey(): string
    {
        return $this->current()->publicKey()->text();
    }

    /** @throws ConnectionError */
    public function fingerprint(): string
    {
        return $this->current()->publicKey()->fingerprint();
    }

    /**
     * @return string The raw 64 bytes of the signature.
     *
     * @throws ConnectionError
     */
    public function sign(string $text): string
    {
        return $this->current()->sign($text);
    }

    public function readable(): bool
    {
        return $this->pairOf($this->stored()['current']) !== null;
    }

    /** @throws ConnectionError */
    public function current(): KeyPair
    {
        $stored = $this->stored();
        $pair = $this->pairOf($stored['current']);
        if ($pair === null) {
            throw new ConnectionError('key_unreadable', self::unreadable());
        }
        if ($this->seal->isOld($stored['current'])) {
            $this->swap($stored, ['current' => $this->seal->seal($pair->seed())] + $stored);
        }
        return $pair;
    }

    /** The key a rotation is under way to, or null. */
    public function next(): ?KeyPair
    {
        return $this->pairOf($this->stored()['next']);
    }

    /**
     * The keys the server may have: the one in use and, while a rotation is under way, the new one.
     *
     * @return KeyPair[]
     *
     * @throws ConnectionError
     */
    public function all(): array
    {
        return array_values(array_filter([$this->current(), $this->next()]));
    }

    /** Unix seconds of the last try of the rotation under way; null where there is none. */
    public function rotationBegunAt(): ?int
    {
        $stored = $this->stored();
        return $stored['next'] === '' ? null : $stored['begunAt'];
    }

    /**
     * A new pairing begins with a key of its own.
     *
     * @return callable(): void Puts back what there was.
     */
    public function replace(KeyPair $pair): callable
    {
        $before = get_option(self::OPTION);
        update_option(self::OPTION, $this->entry($pair), false);
        return static function () use ($before): void {
            $before === false ? delete_option(self::OPTION) : update_option(self::OPTION, $before, false);
        };
    }

    /**
     * Keeps a new key beside the one in use; where a rotation is under way already, gives its key. Two requests at once
     * get the same one, since a key the server took and the site forgot would be the end of the pairing.
     *
     * @throws ConnectionError
     */
    public function beginRotation(int $now): KeyPair
    {
        $this->current();
        $stored = $this->fresh();
        $next = $stored['next'] === '' ? $this->seal->seal(KeyPair::generate()->seed()) : $stored['next'];
        $this->swap($stored, ['next' => $next, 'begunAt' => $now] + $stored);
        $this->fresh();
        $pair = $this->next();
        if ($pair === null) {
            throw new ConnectionError('key_unreadable', self::unreadable());
        }
        return $pair;
    }

    /** The server has the new key: the old one is gone. */
    public function commitRotation(): void
    {
        $stored = $this->fresh();
        if ($stored['next'] !== '') {
            $this->swap($stored, ['current' => $stored['next'], 'next' => '', 'begunAt' => 0]);
        }
    }

    /** The server certainly has the old key and will not take the new one any more. */
    public function abandonRotation(): void
    {
        $stored = $this->fresh();
        $this->swap($stored, ['next' => '', 'begunAt' => 0] + $stored);
    }

    public function forget(): void
    {
        delete_option(self::OPTION);
    }

    public static function unreadable(): string
    {
        return __(
            'This site’s key can no longer be opened: the secret keys (salts) in wp-config.php were changed. Pair again with a new connection code. Everything captured is kept and will be sent then.',
            'handoff'
        );
    }

    private function pairOf(string $sealed): ?KeyPair
    {
        $seed = $sealed === '' ? null : $this->seal->open($sealed);
        return $seed === null || strlen($seed) !== SODIUM_CRYPTO_SIGN_SEEDBYTES ? null : new KeyPair($seed);
    }

    /** @return array{current: string, next: string, begunAt: int} */
    private function entry(KeyPair $pair): array
    {
        return ['current' => $this->seal->seal($pair->seed()), 'next' => '', 'begunAt' => 0];
    }

    /** @return array{current: string, next: string, begunAt: int} */
    private function stored(): array
    {
        $stored = get_option(self::OPTION);
        $stored = is_array($stored) ? $stored : [];
        return [
            'current' => (string) ($stored['current'] ?? ''),
            'next' => (string) ($stored['next'] ?? ''),
            'begunAt' => (int) ($stored['begunAt'] ?? 0),
        ];
    }

    /** @return array{current: string, next: string, begunAt: int} What the database holds, whatever a cache says. */
    private function fresh(): array
    {
        wp_cache_delete(self::OPTION, 'options');
        return $this->stored();
    }

    /**
     * Writes only where nobody else wrote meanwhile.
     *
     * @param array<string, string|int> $from
     * @param array<string, string|int> $to
     */
    private function swap(array $from, array $to): void
    {
        global $wpdb;
        $order = ['current' => '', 'next' => '', 'begunAt' => 0];
        $wpdb->query(
            $wpdb->prepare(
                "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s",
                maybe_serialize(array_replace($order, $to)),
                self::OPTION,
                maybe_serialize(array_replace($order, $from))
            )
        );
        wp_cache_delete(self::OPTION, 'options');
    }
}
