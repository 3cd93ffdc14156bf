<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;

/** What the outbox keeps of one person, for WordPress' privacy tools. */
final class Personal
{
    private Table $table;
    private Clock $clock;

    public function __construct(Table $table, Clock $clock)
    {
        $this->table = $table;
        $this->clock = $clock;
    }

    /**
     * Events that name this e-mail address anywhere, oldest first.
     *
     * @param int $after The number of the last row of the page before; 0 at first.
     *
     * @return array<int, array{id: int, type: string, createdAt: int, envelope: array<string, mixed>}>
     */
    public function of(string $email, int $after, int $limit): array
    {
        $rows = $this->table->rows(
            "SELECT id, type, created_at, payload FROM %i WHERE id > %d AND state <> 'gone' AND payload LIKE %s"
                . ' ORDER BY id LIMIT %d',
            [$after, $this->pattern($email), max(1, $limit)]
        );
        return array_map(
            static fn(object $row): array => [
                'id' => (int) $row->id,
                'type' => Ascii::unpack($row->type),
                'createdAt' => (int) $row->created_at,
                'envelope' => (array) json_decode($row->payload, true),
            ],
            $rows
        );
    }

    /**
     * Forgets these events, also those not sent yet. Their keys stay for a while, so that the gap scan does not bring them back.
     *
     * @return int How many were forgotten.
     */
    public function erase(string $email, int $limit): int
    {
        return $this->table->change(
            'UPDATE %i SET ' . Purge::forgetting($this->clock->now())
                . " WHERE state IN ('pending', 'delivered', 'refused', 'expired') AND payload LIKE %s LIMIT %d",
            [$this->pattern($email), max(1, $limit)]
        );
    }

    /** How many of their events are just being sent; they can be erased in a moment. */
    public function beingSent(string $email): int
    {
        return $this->table->number(
            "SELECT COUNT(*) FROM %i WHERE state = 'leased' AND payload LIKE %s",
            [$this->pattern($email)]
        );
    }

    /** The address as a whole JSON string, in whatever case it was typed: nobody else's address ends in it. */
    private function pattern(string $email): string
    {
        global $wpdb;
        return '%"' . $wpdb->esc_like(Ascii::pack($email, 320)) . '"%';
    }
}
