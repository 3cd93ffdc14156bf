<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Clock;
use Handoff\Outbox\Outbox;
use Handoff\Settings\Settings;
use Handoff\Sources\Registry;
use Handoff\Sources\Source;

/** Compares each source's own entries with the outbox, and captures what a hook missed. */
final class GapScan
{
    /** When Handoff began to look after this site: nothing older is a gap. */
    public const BEGAN = 'handoff_history_began';
    /** By source, up to when it was compared; new sources begin where the scan before ended. */
    public const COMPARED = 'handoff_gap_scan_compared';
    private const OVERLAP = 86400;
    /** What is this young may still be on its way through its own hook. */
    private const TOO_YOUNG = 120;

    private Registry $sources;
    private Settings $settings;
    private Walk $walk;
    private Clock $clock;
    private JobStore $store;

    public function __construct(Registry $sources, Settings $settings, Capture $capture, Outbox $outbox, Clock $clock)
    {
        $this->sources = $sources;
        $this->settings = $settings;
        $this->walk = new Walk($sources, $capture, $outbox);
        $this->clock = $clock;
        $this->store = new JobStore('gap_scan');
    }

    /**
     * Starts a scan, or goes on with the one that runs, for a few seconds; cron does the rest.
     *
     * @return array<string, mixed> As `Job` of the REST contract.
     */
    public function start(): array
    {
        JobStore::alone(10, function (): void {
            $job = $this->store->load();
            if ($job === null || $job->state !== 'running') {
                $job = $this->begin();
                $this->store->save($job);
            }
            $this->go($job);
        });
        return (array) $this->last();
    }

    /** @return array<string, mixed>|null The present or last scan, as `Job` of the REST contract; null before the first. */
    public function last(): ?array
    {
        $job = $this->store->load();
        return $job === null ? null : $job->toArray();
    }

    /** Goes on with a scan that runs. True where it is not at its end. */
    public function run(float $seconds = 5.0): bool
    {
        return (bool) JobStore::alone(0, function () use ($seconds): bool {
            $job = $this->store->load();
            return $job !== null && $job->state === 'running' && $this->go($job, $seconds);
        });
    }

    private function begin(): Job
    {
        $job = Job::start('gap_scan', $this->clock->now());
        $compared = $this->compared();
        $floor = $compared['*'] ?? (int) get_option(self::BEGAN, $job->startedAt);
        // Sources that are switched off are forgotten: what they took meanwhile was not to be captured. One whose plugin is
        // away for a while took nothing meanwhile, and may have taken something before.
        $wanted = array_map(static fn(Source $source) => $source->slug(), $this->sources->wanted());
        $next = ['*' => $job->startedAt] + array_intersect_key($compared, array_flip($wanted));
        foreach ($this->sources->active() as $source) {
            $slug = $source->slug();
            if (Registry::ask($source, static fn() => $source->keepsNoEntries(), null) === null) {
                // A time to come was noted by a clock that was wrong.
                $from = min($job->startedAt, $compared[$slug]['from'] ?? $floor);
                $upTo = min($job->startedAt, $compared[$slug]['upTo'] ?? $from);
                $job->queue[$slug] = max($from, $upTo - self::OVERLAP);
                $next[$slug] = ['from' => $from, 'upTo' => $upTo];
            }
        }
        update_option(self::COMPARED, $next, false);
        $job->since = $job->queue === [] ? null : min($job->queue);
        $job->total = $this->count($job->queue);
        return $job;
    }

    private function go(Job $job, float $seconds = 5.0): bool
    {
        $onRead = function (Source $source) use ($job): void {
            $compared = $this->compared();
            $compared[$source->slug()]['upTo'] = $job->startedAt;
            update_option(self::COMPARED, $compared, false);
        };
        // What a form took while it was switched off was not to be captured; a backfill may, where somebody asks for one.
        $isMeant = fn(EventDraft $draft): bool => $draft->occurredAt === null || (
            $draft->occurredAt < $job->startedAt - self::TOO_YOUNG
            && $draft->occurredAt >= $this->settings->wantedSince($draft->source, $draft->form)
        );
        $this->walk->slice($job, $this->store, $isMeant, $onRead, $seconds);
        if ($job->queue === []) {
            $state = $job->unread === [] ? 'done' : 'failed';
            $job->end($state, $this->clock->now(), Words::ofScan($job, $this->sources->active()));
            $this->store->save($job);
        }
        return $job->queue !== [];
    }

    /** @return array<string, mixed> */
    private function compared(): array
    {
        $kept = get_option(self::COMPARED);
        return is_array($kept) ? $kept : [];
    }

    /** @param array<string, int> $queue */
    private function count(array $queue): ?int
    {
        $total = 0;
        foreach ($queue as $slug => $since) {
            $source = $this->sources->find($slug);
            $count = $source === null ? 0 : Registry::ask($source, static fn() => $source->countSince($since), null);
            if ($count === null) {
                return null;
            }
            $total += $count;
        }
        return $total;
    }
}
