<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;

/**
 * The outbox as workers see it. A row belongs to the worker whose token it carries, until the lease ends; every change
 * names the token, so a worker that was too slow changes nothing.
 */
final class Queue
{
    /** Seconds. Several times what one request may take; a worker renews it in time. */
    public const LEASE = 120;
    private const MAX_WORDS = 1000;
    /** A time later than the latest possible by more than this many seconds came from a clock that was wrong. */
    private const SKEW = 600;

    private Table $table;
    private Clock $clock;

    public function __construct(Table $table, Clock $clock)
    {
        $this->table = $table;
        $this->clock = $clock;
    }

    /** Takes the oldest rows that are due by one UPDATE; null where there are none. */
    public function claim(int $limit): ?Lease
    {
        $now = $this->clock->now();
        $token = bin2hex(random_bytes(16));
        $taken = $this->table->change(
            "UPDATE %i SET state = 'leased', lease_token = %s, lease_until = %d"
                . " WHERE state = 'pending' AND (next_at <= %d OR next_at > %d) ORDER BY id LIMIT %d",
            [$token, $now + self::LEASE, $now, $now + Backoff::longest() + self::SKEW, $limit]
        );
        if ($taken === 0) {
            return null;
        }
        $found = $this->own(
            "SELECT id, attempts, LENGTH(payload) AS bytes FROM %i WHERE state = 'leased' AND lease_token = %s ORDER BY id",
            [$token],
            $taken
        );
        $rows = array_map(
            static fn($row) => new LeasedRow((int) $row->id, (int) $row->attempts, (int) $row->bytes),
            $found
        );
        return $rows === [] ? null : new Lease($token, $rows);
    }

    /** Makes due what waits for its next try. */
    public function hasten(): void
    {
        $now = $this->clock->now();
        $this->table->change("UPDATE %i SET next_at = %d WHERE state = 'pending' AND next_at > %d", [$now, $now]);
    }

    /**
     * The payloads of rows, in their order. What a person discarded meanwhile is not among them.
     *
     * @param LeasedRow[] $rows
     *
     * @return array<int, string> By id.
     */
    public function payloads(array $rows, string $token): array
    {
        [$places, $ids] = self::in($rows);
        $found = $this->own(
            "SELECT id, payload FROM %i WHERE id IN ($places) AND lease_token = %s AND state = 'leased' ORDER BY id",
            array_merge($ids, [$token]),
            count($ids)
        );
        return array_column($found, 'payload', 'id');
    }

    /** Keeps the rows of a lease for longer. */
    public function renew(string $token): void
    {
        $this->table->change(
            "UPDATE %i SET lease_until = %d WHERE state = 'leased' AND lease_token = %s",
            [$this->clock->now() + self::LEASE, $token]
        );
    }

    /** @param LeasedRow[] $rows The server has them. */
    public function delivered(array $rows, string $token): int
    {
        return $this->settle(
            $rows,
            $token,
            "state = 'delivered', delivered_at = %d, attempts = attempts + 1, last_code = '', last_error = ''",
            [$this->clock->now()]
        );
    }

    /** The server will not take it as it is: kept until a person decides. */
    public function refused(LeasedRow $row, string $token, string $code, string $words): int
    {
        return $this->settle(
            [$row],
            $token,
            "state = 'refused', attempts = attempts + 1, last_code = %s, last_error = %s",
            [Ascii::pack($code, 64), Ascii::pack($words, self::MAX_WORDS)]
        );
    }

    /**
     * The try failed: they are due again later, or expired after seven days of tries.
     *
     * @param LeasedRow[] $rows
     */
    public function failed(array $rows, string $token, string $code, string $words): void
    {
        $byAttempts = [];
        foreach ($rows as $row) {
            $byAttempts[$row->attempts + 1][] = $row;
        }
        foreach ($byAttempts as $attempts => $some) {
            $wait = Backoff::after($attempts);
            $this->settle(
                $some,
                $token,
                'state = %s, attempts = %d, next_at = %d, last_code = %s, last_error = %s',
                [
                    $wait === null ? 'expired' : 'pending',
                    $attempts,
                    $this->clock->now() + (int) $wait,
                    Ascii::pack($code, 64),
                    Ascii::pack($words, self::MAX_WORDS),
                ]
            );
        }
    }

    /**
     * They were not tried, or what happened is not theirs to count: due as before.
     *
     * @param LeasedRow[] $rows
     */
    public function release(array $rows, string $token): void
    {
        $this->settle($rows, $token, "state = 'pending'", []);
    }

    /**
     * Takes back rows whose worker was ended while it sent them. They count as tried, so that an event that ends PHP each
     * time does not do so for ever, and does not keep others back.
     */
    public function reclaim(): void
    {
        $now = $this->clock->now();
        $found = $this->table->rows(
            "SELECT id, attempts, lease_token FROM %i WHERE state = 'leased' AND (lease_until <= %d OR lease_until > %d)"
                . ' ORDER BY id LIMIT 1000',
            [$now, $now + self::LEASE + self::SKEW]
        );
        $byToken = [];
        foreach ($found as $row) {
            $byToken[$row->lease_token][] = new LeasedRow((int) $row->id, (int) $row->attempts, 0);
        }
        $words = __('Sending was interrupted half-way. Handoff sends it again; nothing doubles.', 'handoff');
        foreach ($byToken as $token => $rows) {
            $this->failed($rows, (string) $token, 'interrupted', $words);
        }
    }

    /** How many workers hold rows right now. */
    public function workers(): int
    {
        return $this->table->number(
            "SELECT COUNT(DISTINCT lease_token) FROM %i WHERE state = 'leased' AND lease_until > %d",
            [$this->clock->now()]
        );
    }

    /** How many rows are still to be sent. */
    public function left(): int
    {
        return $this->table->number("SELECT COUNT(*) FROM %i WHERE state IN ('pending', 'leased')");
    }

    /**
     * Reads rows that this worker leased. Where fewer come than there should be, a copy of the database answered that does
     * not have the lease yet; whatever stands between site and database sends a read that locks to the original.
     *
     * @param array<int|string> $values
     *
     * @return object[]
     */
    private function own(string $select, array $values, int $expected): array
    {
        $found = $this->table->rows($select, $values);
        return count($found) < $expected ? $this->table->rows("$select FOR UPDATE", $values) : $found;
    }

    /**
     * @param LeasedRow[]       $rows
     * @param array<int|string> $values
     */
    private function settle(array $rows, string $token, string $set, array $values): int
    {
        if ($rows === []) {
            return 0;
        }
        [$places, $ids] = self::in($rows);
        return $this->table->change(
            "UPDATE %i SET $set, lease_token = '', lease_until = 0"
                . " WHERE id IN ($places) AND lease_token = %s AND state = 'leased'",
            array_merge($values, $ids, [$token])
        );
    }

    /**
     * @param LeasedRow[] $rows
     *
     * @return array{0: string, 1: int[]} Placeholders and their values.
     */
    private static function in(array $rows): array
    {
        $ids = array_map(static fn(LeasedRow $row) => $row->id, $rows);
        return [implode(', ', array_fill(0, count($ids), '%d')), $ids];
    }
}
