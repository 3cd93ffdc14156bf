<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Capture\Problem;
use Handoff\Clock;

/** What the site keeps until the server has it: how events come in, and what people see of them and decide. */
final class Outbox
{
    private const MAX_KEY = 512;
    private const MAX_TEXT = 500;

    private Table $table;
    private Clock $clock;
    private FileFallback $file;

    /** Times an event was added in this request, by site of the network. @var array<int, int> */
    private array $added = [];

    /** What is being added right now. PHP may end in the middle of it: WordPress itself does where the database is gone. */
    private ?Entry $inFlight = null;
    private bool $watching = false;

    public function __construct(Table $table, Clock $clock, ?FileFallback $file = null)
    {
        $this->table = $table;
        $this->clock = $clock;
        $this->file = $file ?? new FileFallback();
    }

    /**
     * Keeps an event: one query, and a file where that fails. Never throws, never prints an error.
     *
     * @param array<string, mixed> $envelope
     * @param string               $origin   hook, gap_scan, backfill, api or test.
     * @param string               $source   The source's slug; `$form` and `$contact` are for people's lists.
     */
    public function add(array $envelope, string $origin, string $source, string $form, string $contact): AddResult
    {
        $id = is_string($envelope['id'] ?? null) ? $envelope['id'] : '';
        try {
            $entry = Entry::of($envelope, $origin, $source, $form, $contact, $this->clock->now());
            $this->watch();
            $this->inFlight = $entry;
            $isNew = $this->insert($entry);
            $this->inFlight = null;
            $site = get_current_blog_id();
            $this->added[$site] = ($this->added[$site] ?? 0) + ($isNew === false ? 0 : 1);
            if ($isNew === null) {
                return new AddResult($id, $this->toFile($entry));
            }
            return new AddResult($id, $isNew ? AddResult::KEPT : AddResult::KNOWN);
        } catch (\Throwable $error) {
            $this->inFlight = null;
            $status = isset($entry) ? $this->toFile($entry) : AddResult::LOST;
            Problem::report('keeping an event', $error);
            return new AddResult($id, $status);
        }
    }

    /** How many events this request added for the current site. */
    public function addedHere(): int
    {
        return $this->added[get_current_blog_id()] ?? 0;
    }

    /**
     * Which of these idempotency keys the outbox has or had, those of discarded and purged events included.
     *
     * @param string[] $keys
     *
     * @return string[]
     */
    public function knows(array $keys): array
    {
        $known = [];
        foreach (array_chunk(array_values(array_unique($keys)), 500) as $chunk) {
            $hashes = array_combine(array_map([Entry::class, 'hash'], $chunk), $chunk);
            $places = implode(', ', array_fill(0, count($hashes), '%s'));
            $found = $this->table->rows(
                "SELECT key_hash FROM %i WHERE key_hash IN ($places)",
                array_keys($hashes)
            );
            $found = array_column($found, 'key_hash', 'key_hash');
            $known = array_merge($known, array_values(array_intersect_key($hashes, $found)));
        }
        return $known;
    }

    /**
     * Brings what is in the fallback file into the table, which is made again where it (or a column) is missing.
     *
     * @param callable(): bool $goOn Asked before each event; on false the rest stays in the file.
     *
     * @return int How many events left the file.
     */
    public function importFile(callable $goOn): int
    {
        $mayMend = true;
        return $this->file->drain(function (Entry $entry) use ($goOn, &$mayMend): bool {
            if (!$goOn()) {
                return false;
            }
            $entry->origin = 'file';
            $isNew = $this->insert($entry);
            if ($isNew === null && $mayMend) {
                $mayMend = false;
                $isNew = $this->table->create() ? $this->insert($entry) : null;
            }
            return $isNew !== null;
        });
    }

    /** @return array<string, int|string|null> As `OutboxCounts` of the REST contract. */
    public function counts(): array
    {
        $counts = (new Listing($this->table))->counts();
        $oldest = $this->file->oldest();
        $waiting = array_filter([$counts['oldestPendingAt'], $oldest === null ? null : Clock::iso($oldest)]);
        return ['oldestPendingAt' => $waiting === [] ? null : min($waiting)] + $counts + ['inFile' => $this->file->count()];
    }

    /** In plain words what went wrong with the oldest event that waits; null where nothing did. */
    public function whyWaiting(): ?string
    {
        return (new Listing($this->table))->whyWaiting();
    }

    /** @return array<int, array<string, mixed>> As `OutboxRow` of the REST contract, latest first. */
    public function rows(?string $state, ?int $before, int $limit): array
    {
        return (new Listing($this->table))->rows($state, $before, $limit);
    }

    /** @return array<string, mixed>|null As `OutboxRow`, with `envelope`. */
    public function row(int $id): ?array
    {
        return (new Listing($this->table))->row($id);
    }

    /**
     * Lets rows be sent again from the start, or sooner where they wait for their next try.
     *
     * @param int[] $ids
     *
     * @return int How many were changed.
     */
    public function retry(array $ids): int
    {
        return $this->decide($ids, "state = 'pending', attempts = 0, next_at = 0", "'refused', 'expired', 'pending'");
    }

    /**
     * A person decided that these are not wanted. What is being sent at this moment stays.
     *
     * @param int[] $ids
     *
     * @return int How many are gone.
     */
    public function discard(array $ids): int
    {
        $forget = Purge::forgetting($this->clock->now());
        return $this->decide($ids, $forget, "'refused', 'expired', 'pending', 'delivered'");
    }

    /** Forgets events delivered so many days ago or earlier, and keeps the table bounded. Returns how many it forgot. */
    public function purge(int $days): int
    {
        return (new Purge($this->table, $this->clock))->run($days);
    }

    /** @param int[] $ids */
    private function decide(array $ids, string $set, string $states): int
    {
        $changed = 0;
        foreach (array_chunk(array_map('intval', $ids), 500) as $chunk) {
            $places = implode(', ', array_fill(0, count($chunk), '%d'));
            $changed += $this->table->change(
                "UPDATE %i SET $set WHERE id IN ($places) AND state IN ($states)",
                $chunk
            );
        }
        return $changed;
    }

    /** True where it is new, false where its key is known, null where the database did not take it. */
    private function insert(Entry $entry): ?bool
    {
        global $wpdb;
        $quiet = $wpdb->suppress_errors(true);
        // The form's own plugin may ask WordPress for the id of the row it wrote just before its hook, or for what it read.
        $seen = [$wpdb->insert_id, $wpdb->last_error, $wpdb->last_query, $wpdb->rows_affected, $wpdb->num_rows];
        $result = $wpdb->last_result;
        try {
            $rows = $wpdb->query($wpdb->prepare(
                'INSERT IGNORE INTO %i (event_id, key_hash, idempotency_key, type, payload, last_error,'
                    . ' created_at, origin, source, form, contact) VALUES (%s, %s, %s, %s, %s, %s, %d, %s, %s, %s, %s)',
                $this->table->name(),
                Ascii::pack($entry->eventId, 128),
                Entry::hash($entry->key),
                Ascii::pack($entry->key, self::MAX_KEY),
                Ascii::pack($entry->type, 191),
                $entry->payload,
                '',
                $entry->createdAt,
                $entry->origin,
                Ascii::pack($entry->source, self::MAX_TEXT),
                Ascii::pack($entry->form, self::MAX_TEXT),
                Ascii::pack($entry->contact, self::MAX_TEXT)
            ));
        } finally {
            [$wpdb->insert_id, $wpdb->last_error, $wpdb->last_query, $wpdb->rows_affected, $wpdb->num_rows] = $seen;
            $wpdb->last_result = $result;
            $wpdb->suppress_errors($quiet);
        }
        return is_int($rows) ? $rows > 0 : null;
    }

    private function toFile(Entry $entry): string
    {
        return $this->file->append($entry->line()) ? AddResult::IN_FILE : AddResult::LOST;
    }

    private function watch(): void
    {
        if ($this->watching) {
            return;
        }
        $this->watching = true;
        register_shutdown_function(function (): void {
            if ($this->inFlight !== null) {
                $this->toFile($this->inFlight);
                $this->inFlight = null;
            }
        });
    }
}
