<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Connection\UnattendedSetup;
use Handoff\Services;

/** What the badge, the dashboard widget and Site Health say; from what the site knows by itself, without a call. */
final class Health
{
    /** A backlog older than this is worth a person's look, in seconds. */
    private const OLD = 3600;

    private Services $services;

    /** @var array<string, mixed>|null */
    private ?array $counts = null;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    /** @return array<string, mixed> The outbox's counts, as `OutboxCounts` of the REST contract. */
    public function counts(): array
    {
        return $this->counts = $this->counts ?? $this->services->outbox()->counts();
    }

    public function paired(): bool
    {
        return $this->services->pairings()->current() !== null;
    }

    /** How many events wait to be sent. */
    public function waiting(): int
    {
        $counts = $this->counts();
        return $counts['pending'] + $counts['leased'] + $counts['inFile'];
    }

    /** How many events a person has to decide about. */
    public function undecided(): int
    {
        $counts = $this->counts();
        return $counts['refused'] + $counts['expired'];
    }

    public function backlogIsOld(): bool
    {
        $oldest = $this->counts()['oldestPendingAt'];
        return $oldest !== null && strtotime($oldest) < $this->services->clock()->now() - self::OLD;
    }

    /**
     * What a person should look at, most urgent first.
     *
     * @return string[] Sentences, not escaped.
     */
    public function concerns(): array
    {
        $concerns = [];
        $sending = $this->services->sending()->state();
        if (!in_array($sending->state, ['on', 'not_paired', 'paused'], true)) {
            $concerns[] = (string) $sending->message;
        }
        $record = $this->services->pairings()->current();
        $unused = $record === null ? null : UnattendedSetup::unusedCode($record);
        if ($unused !== null) {
            $concerns[] = $unused;
        }
        $undecided = $this->undecided();
        if ($undecided > 0) {
            $concerns[] = sprintf(
                /* translators: %d: how many events. */
                _n(
                    '%d event was not taken by the server and needs your decision.',
                    '%d events were not taken by the server and need your decision.',
                    $undecided,
                    'handoff'
                ),
                $undecided
            );
        }
        if ($this->backlogIsOld() && $this->paired()) {
            $concerns[] = __('Events have been waiting to be sent for more than an hour. They are kept.', 'handoff');
        }
        return $concerns;
    }
}
