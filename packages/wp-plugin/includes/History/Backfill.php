<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Capture\Capture;
use Handoff\Clock;
use Handoff\Outbox\Outbox;
use Handoff\Settings\Settings;
use Handoff\Sources\Registry;
use Handoff\Sources\Source;
use InvalidArgumentException;

/** Captures past entries or orders of one source, one backfill at a time. */
final class Backfill
{
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
        $this->store = new JobStore('backfill');
    }

    /**
     * Starts one; what comes after its first seconds is cron's.
     *
     * @param int  $since  Unix seconds.
     * @param bool $silent The server keeps and shows the events and runs no flow on them.
     *
     * @return array<string, mixed> As `Job` of the REST contract.
     *
     * @throws InvalidArgumentException With words for people.
     */
    public function start(string $source, int $since, bool $silent): array
    {
        $found = $this->startable($source, $since);
        $job = JobStore::alone(10, function () use ($found, $since, $silent): Job {
            $current = $this->store->load();
            if ($current !== null && in_array($current->state, ['running', 'paused'], true)) {
                throw new InvalidArgumentException(
                    __('Another import of past entries is not over yet. Wait for it or cancel it first.', 'handoff')
                );
            }
            $job = Job::start('backfill', $this->clock->now());
            $job->source = $found->slug();
            $job->since = $since;
            $job->silent = $silent;
            $job->queue = [$found->slug() => $since];
            $job->total = Registry::ask($found, static fn() => $found->countSince($since), null);
            $this->store->save($job);
            $this->go($job, 1.0);
            return $job;
        });
        if ($job === null) {
            throw new InvalidArgumentException(__('Handoff is busy looking through entries. Try again in a minute.', 'handoff'));
        }
        return $job->toArray();
    }

    /**
     * @param string $do pause, resume or cancel.
     *
     * @return array<string, mixed> As `Job` of the REST contract.
     *
     * @throws InvalidArgumentException With words for people.
     */
    public function steer(string $id, string $do): array
    {
        $allowed = ['pause' => ['running'], 'resume' => ['paused'], 'cancel' => ['running', 'paused']];
        $states = ['pause' => 'paused', 'resume' => 'running', 'cancel' => 'cancelled'];
        if (!isset($states[$do])) {
            throw new InvalidArgumentException(__('An import can be paused, resumed or cancelled.', 'handoff'));
        }
        // A slice that runs is waited for, so that it does not write over this.
        $job = JobStore::alone(20, function () use ($id, $do, $allowed, $states): Job {
            $job = $this->store->load();
            if ($job === null || $job->id !== $id) {
                throw new InvalidArgumentException(__('This import is over, or was never started.', 'handoff'));
            }
            if (!in_array($job->state, $allowed[$do], true)) {
                if ($job->state === $states[$do]) {
                    return $job;
                }
                throw new InvalidArgumentException(__('This import is over, so nothing was changed.', 'handoff'));
            }
            $job->state = $states[$do];
            $job->finishedAt = $do === 'cancel' ? $this->clock->now() : null;
            $job->message = $do === 'cancel' ? __('Cancelled. What was captured until then stays.', 'handoff') : null;
            $this->store->save($job);
            return $job;
        });
        if ($job === null) {
            throw new InvalidArgumentException(__('Handoff is busy looking through entries. Try again in a minute.', 'handoff'));
        }
        return $job->toArray();
    }

    /** @return array<string, mixed>|null The present or last one, as `Job` of the REST contract; null before the first. */
    public function current(): ?array
    {
        $job = $this->store->load();
        return $job === null ? null : $job->toArray();
    }

    /** Goes on with one that runs. True where it is not at its end. */
    public function run(float $seconds = 5.0): bool
    {
        return (bool) JobStore::alone(0, function () use ($seconds): bool {
            $job = $this->store->load();
            return $job !== null && $job->state === 'running' && $this->go($job, $seconds);
        });
    }

    private function go(Job $job, float $seconds): bool
    {
        $this->walk->slice($job, $this->store, static fn(): bool => true, static function (): void {
        }, $seconds);
        if ($job->queue === []) {
            $job->end($job->unread === [] ? 'done' : 'failed', $this->clock->now(), Words::ofBackfill($job));
            $this->store->save($job);
        }
        return $job->queue !== [];
    }

    private function startable(string $slug, int $since): Source
    {
        $source = $this->sources->find($slug);
        if ($source === null || !$source->available()) {
            throw new InvalidArgumentException(
                __('The plugin these entries are in is not active on this site.', 'handoff')
            );
        }
        $note = $source->keepsNoEntries();
        if ($note !== null) {
            throw new InvalidArgumentException($note);
        }
        if (!$this->settings->sourceEnabled($slug)) {
            throw new InvalidArgumentException(sprintf(
                /* translators: %s: name of a plugin. */
                __('Handoff does not capture from %s: that was switched off. Switch it on first.', 'handoff'),
                $source->title()
            ));
        }
        if ($since < 0 || $since > $this->clock->now()) {
            throw new InvalidArgumentException(__('Choose a time in the past to begin at.', 'handoff'));
        }
        return $source;
    }
}
