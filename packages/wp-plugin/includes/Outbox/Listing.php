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
        $found = $this->table->rows("SELECT state, COUNT(*) AS rows_in FROM %i WHERE state <> 'gone' GROUP BY state");
        $byState = array_column($found, 'rows_in', 'state');
        $counts = [];
        foreach (self::STATES as $state) {
            $counts[$state] = (int) ($byState[$state] ?? 0);
        }
        // Each of these is one look into an index: the admin's pages ask for them.
        $oldest = 'SELECT created_at FROM %i WHERE state = %s ORDER BY id LIMIT 1';
        $waiting = [$this->table->number($oldest, ['pending']), $this->table->number($oldest, ['leased'])];
        $latest = 'SELECT MAX(delivered_at) FROM %i WHERE state = %s';
        $delivered = [$this->table->number($latest, ['delivered']), $this->table->number($latest, ['gone'])];
        return $counts + [
            'oldestPendingAt' => self::time(min(array_filter($waiting) ?: [0])),
            'lastDeliveredAt' => self::time(max($delivered)),
        ];
    }

    /** What went wrong with the oldest event that waits; null where nothing did. */
    public function whyWaiting(): ?string
    {
        $found = $this->table->rows(
            "SELECT last_error FROM %i WHERE state = 'pending' AND last_error <> '' ORDER BY id LIMIT 1"
        );
        return $found === [] ? null : Ascii::unpack($found[0]->last_error);
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
