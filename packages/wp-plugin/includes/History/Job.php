<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Clock;

/** A gap scan or a backfill as it is kept between its slices. */
final class Job
{
    public string $id = '';
    /** gap_scan or backfill. */
    public string $kind = '';
    /** running, paused, done, failed or cancelled. */
    public string $state = 'running';
    public ?string $source = null;
    /** Unix seconds. */
    public ?int $since = null;
    public bool $silent = false;
    public int $done = 0;
    public ?int $total = null;
    public int $captured = 0;
    public int $known = 0;
    public ?string $message = null;
    public int $startedAt = 0;
    public ?int $finishedAt = null;

    /** Where it stands: the sources still to look through with the time to begin at, the first of them being read. @var array<string, int> */
    public array $queue = [];
    public string $cursor = '';
    /** How often the present page was begun; it ends at 0. */
    public int $tries = 0;
    /** Entries that were neither kept nor known. */
    public int $leftOut = 0;
    /** The titles of sources that were looked through, and of those that could not be. @var string[] */
    public array $read = [];
    /** @var string[] */
    public array $unread = [];

    public static function start(string $kind, int $now): self
    {
        $job = new self();
        $job->id = wp_generate_uuid4();
        $job->kind = $kind;
        $job->startedAt = $now;
        return $job;
    }

    public function end(string $state, int $now, ?string $message): void
    {
        $this->state = $state;
        $this->finishedAt = $now;
        $this->message = $message;
    }

    /** On to the next source. */
    public function next(): void
    {
        array_shift($this->queue);
        $this->cursor = '';
        $this->tries = 0;
    }

    /** @return array<string, mixed> As `Job` of the REST contract. */
    public function toArray(): array
    {
        return [
            'id' => $this->id,
            'kind' => $this->kind,
            'state' => $this->state,
            'source' => $this->source,
            'since' => $this->since === null ? null : Clock::iso($this->since),
            'silent' => $this->silent,
            'done' => $this->done,
            'total' => $this->total === null ? null : max($this->total, $this->done),
            'captured' => $this->captured,
            'known' => $this->known,
            'message' => $this->message,
            'startedAt' => Clock::iso($this->startedAt),
            'finishedAt' => $this->finishedAt === null ? null : Clock::iso($this->finishedAt),
        ];
    }
}
