<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;

/**
 * Keeps the table small. What was delivered is emptied after the days the settings say, and the oldest of it earlier
 * where there is very much; of an emptied row only its key stays for a while, so that the gap scan, which looks back
 * less far, does not bring the event again. What was not delivered is never touched.
 */
final class Purge
{
    /** How long keys are known after their event is gone, in days. */
    public const KEY_DAYS = 60;
    private const MAX_DELIVERED = 50000;
    private const MAX_KEYS = 500000;
    /** Rows a statement; small, so that a visitor's INSERT never waits long for it. */
    private const BATCH = 500;
    private const DAY = 86400;

    private Table $table;
    private Clock $clock;
    private int $maxDelivered;

    public function __construct(Table $table, Clock $clock, int $maxDelivered = self::MAX_DELIVERED)
    {
        $this->table = $table;
        $this->clock = $clock;
        $this->maxDelivered = $maxDelivered;
    }

    /** The assignments that leave nothing of a row but its key and when it was delivered. */
    public static function forgetting(int $now): string
    {
        $until = $now + self::KEY_DAYS * self::DAY;
        return "state = 'gone', payload = '', idempotency_key = '', contact = '', last_error = '',"
            . " next_at = $until";
    }

    /** @return int How many delivered events were forgotten. */
    public function run(int $days): int
    {
        $now = $this->clock->now();
        $forget = 'UPDATE %i SET ' . self::forgetting($now)
            . " WHERE state = 'delivered' AND delivered_at <= %d ORDER BY delivered_at LIMIT %d";
        $forgotten = $this->inBatches($forget, $now - max(0, $days) * self::DAY, PHP_INT_MAX);
        $forgotten += $this->inBatches($forget, PHP_INT_MAX, $this->count('delivered') - $this->maxDelivered);
        $drop = "DELETE FROM %i WHERE state = 'gone' AND next_at <= %d ORDER BY id LIMIT %d";
        $this->inBatches($drop, $now, PHP_INT_MAX);
        $this->inBatches($drop, PHP_INT_MAX, $this->count('gone') - self::MAX_KEYS);
        return $forgotten;
    }

    /** Runs a statement until it finds nothing more, or has changed `$most` rows. */
    private function inBatches(string $query, int $bound, int $most): int
    {
        $done = 0;
        while ($done < $most) {
            $limit = min(self::BATCH, $most - $done);
            $rows = $this->table->change($query, [$bound, $limit]);
            $done += $rows;
            if ($rows < $limit) {
                break;
            }
        }
        return $done;
    }

    private function count(string $state): int
    {
        return $this->table->number('SELECT COUNT(*) FROM %i WHERE state = %s', [$state]);
    }
}
