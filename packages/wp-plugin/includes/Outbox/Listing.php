<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;

/** What people see of the outbox. */
final class Listing
{
    private const STATES = ['pending', 'leased', 'delivered', 'refused', 'expired'];
    private const COLUMNS = 'id, event_id, idempotency_key, type, state, attempts, next_at, last_code, last_error,'
        . ' created_at, delivered_at, origin, source, form, contact';

    private Table $table;

    public function __construct(Table $table)
    {
        $this->table = $table;
    }

    /** @return array<string, int|string|null> */
    public function counts(): array
    {
        $found = $this->table->rows('SELECT state, COUNT(*) AS rows_in FROM %i GROUP BY state');
        $byState = array_column($found, 'rows_in', 'state');
        $counts = [];
        foreach (self::STATES as $state) {
            $counts[$state] = (int) ($byState[$state] ?? 0);
        }
        $oldest = $this->table->number("SELECT MIN(created_at) FROM %i WHERE state IN ('pending', 'leased')");
        // Of what was purged the time is left; this form of the question is answered from the index at once.
        $latest = $this->table->rows('SELECT MAX(delivered_at) AS latest FROM %i GROUP BY state');
        return $counts + [
            'oldestPendingAt' => self::time($oldest),
            'lastDeliveredAt' => self::time((int) max([0, ...array_column($latest, 'latest')])),
        ];
    }

    /** @return array<int, array<string, mixed>> */
    public function rows(?string $state, ?int $before, int $limit): array
    {
        return array_map([self::class, 'shape'], $this->table->rows(
            'SELECT ' . self::COLUMNS . ' FROM %i WHERE ' . ($state === null ? 'state <> %s' : 'state = %s')
                . ' AND id < %d ORDER BY id DESC LIMIT %d',
            [$state ?? 'gone', $before ?? PHP_INT_MAX, max(1, $limit)]
        ));
    }

    /** @return array<string, mixed>|null */
    public function row(int $id): ?array
    {
        $found = $this->table->rows(
            'SELECT ' . self::COLUMNS . ", payload FROM %i WHERE id = %d AND state <> 'gone'",
            [$id]
        )[0] ?? null;
        return $found === null
            ? null
            : self::shape($found) + ['envelope' => (array) json_decode($found->payload, true)];
    }

    /** @return array<string, mixed> */
    private static function shape(object $row): array
    {
        return [
            'id' => (int) $row->id,
            'eventId' => Ascii::unpack($row->event_id),
            'idempotencyKey' => Ascii::unpack($row->idempotency_key),
            'type' => Ascii::unpack($row->type),
            'state' => $row->state,
            'attempts' => (int) $row->attempts,
            'nextAt' => $row->state === 'pending' ? self::time((int) $row->next_at) : null,
            'lastCode' => self::text($row->last_code),
            'lastError' => self::text($row->last_error),
            'createdAt' => Clock::iso((int) $row->created_at),
            'deliveredAt' => self::time((int) $row->delivered_at),
            'origin' => $row->origin,
            'source' => self::text($row->source),
            'form' => self::text($row->form),
            'contact' => self::text($row->contact),
        ];
    }

    private static function text(string $packed): ?string
    {
        return $packed === '' ? null : Ascii::unpack($packed);
    }

    private static function time(int $seconds): ?string
    {
        return $seconds === 0 ? null : Clock::iso($seconds);
    }
}
