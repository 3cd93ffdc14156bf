<?php

declare(strict_types=1);

namespace Handoff\Capture;

use Handoff\Clock;
use Handoff\Connection\PairingStore;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\Outbox;
use Handoff\Settings\Settings;

/** Keeps what happened on the site in the outbox. Nothing that goes wrong here reaches the form, the shop or the visitor. */
class Capture
{
    private Outbox $outbox;
    private Settings $settings;
    private PairingStore $pairings;
    private Envelopes $envelopes;

    public function __construct(Outbox $outbox, Settings $settings, PairingStore $pairings, Clock $clock)
    {
        $this->outbox = $outbox;
        $this->settings = $settings;
        $this->pairings = $pairings;
        $this->envelopes = new Envelopes($settings, $clock);
    }

    /**
     * @param string $origin hook, gap_scan, backfill, api or test.
     *
     * @return string|null The event's id; null where it was known already, is not wanted or could not be kept.
     */
    public function keep(EventDraft $draft, string $origin = 'hook'): ?string
    {
        try {
            if ($origin !== 'test' && !$this->isWanted($draft)) {
                return null;
            }
            $draft = $this->asTheSiteWants($draft, $origin);
            if ($draft === null) {
                return null;
            }
            $envelope = $this->envelopes->of($draft, $origin);
            $result = $this->outbox->add($envelope, $origin, $draft->source, $draft->form, self::contactOf($envelope));
        } catch (\Throwable $problem) {
            Problem::report($draft === null ? 'capture' : "capture {$draft->source}", $problem);
            return null;
        }
        if ($result->status === AddResult::LOST) {
            Problem::say("An event of {$draft->source} could be kept neither in the database nor on the disk.");
        }
        if (!in_array($result->status, [AddResult::KEPT, AddResult::IN_FILE], true)) {
            return null;
        }
        $this->tellTheSite($envelope, $origin);
        return $result->eventId;
    }

    /**
     * A listener for an action that cannot break what it listens to.
     *
     * @param string   $name     Who listens, for the report.
     * @param callable $listener Takes the action's arguments.
     */
    public function listener(string $name, callable $listener): \Closure
    {
        return static function (...$arguments) use ($name, $listener): void {
            try {
                $listener(...$arguments);
            } catch (\Throwable $problem) {
                Problem::report($name, $problem);
            }
        };
    }

    /**
     * The same for a filter; the value stays as it was where the listener fails.
     *
     * @param callable $listener Takes the filter's arguments and returns its first.
     */
    public function filter(string $name, callable $listener): \Closure
    {
        return static function ($value, ...$arguments) use ($name, $listener) {
            try {
                return $listener($value, ...$arguments);
            } catch (\Throwable $problem) {
                Problem::report($name, $problem);
                return $value;
            }
        };
    }

    private function isWanted(EventDraft $draft): bool
    {
        /**
         * Filters whether events are kept while the site is not connected to a server. By default they are not: the
         * owner has not said yet where they should go.
         *
         * @param bool $keep
         */
        if ($this->pairings->current() === null && !apply_filters('handoff_keep_before_pairing', false)) {
            return false;
        }
        return $draft->source === '' || (
            $this->settings->sourceEnabled($draft->source)
            && ($draft->form === '' || $this->settings->formEnabled($draft->source, $draft->form))
        );
    }

    private function asTheSiteWants(EventDraft $draft, string $origin): ?EventDraft
    {
        try {
            /**
             * Filters an event before it is kept: change it, or return null to leave it out.
             *
             * @param EventDraft $draft
             * @param string     $origin hook, gap_scan, backfill, api or test.
             */
            $filtered = apply_filters('handoff_draft', clone $draft, $origin);
        } catch (\Throwable $problem) {
            Problem::report('a filter of handoff_draft', $problem);
            return $draft;
        }
        return $filtered instanceof EventDraft ? $filtered : null;
    }

    /** @param array<string, mixed> $envelope */
    private function tellTheSite(array $envelope, string $origin): void
    {
        try {
            /**
             * Fires once an event is kept on the site, before it is sent.
             *
             * @param array  $envelope
             * @param string $origin   hook, gap_scan, backfill, api or test.
             */
            do_action('handoff_captured', $envelope, $origin);
        } catch (\Throwable $problem) {
            Problem::report('an action of handoff_captured', $problem);
        }
    }

    /**
     * Whom an event is about, for the site's own list.
     *
     * @param array<string, mixed> $envelope
     */
    private static function contactOf(array $envelope): string
    {
        $subject = (array) ($envelope['subject'] ?? []);
        return (string) ($subject['email'] ?? $subject['phone'] ?? $subject['name'] ?? '');
    }
}
