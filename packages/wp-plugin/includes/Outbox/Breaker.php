<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Clock;
use Handoff\Connection\Sending;

/**
 * Stops calling a server that does not answer: after three failures in a row sending pauses, then one event is sent to
 * see; each such probe that fails doubles the pause.
 */
final class Breaker
{
    public const OPTION = 'handoff_breaker';
    private const FAILURES = 3;
    /** Seconds. */
    private const FIRST_PAUSE = 60;
    private const LONGEST_PAUSE = 600;
    /** While a probe is out nobody else sends. */
    private const PROBE = 60;

    private Sending $sending;
    private Clock $clock;

    public function __construct(Sending $sending, Clock $clock)
    {
        $this->sending = $sending;
        $this->clock = $clock;
    }

    /** Whether the next request is the one that finds out if the server is back. If so, others are kept waiting. */
    public function probing(): bool
    {
        $failures = $this->failures();
        if ($failures < self::FAILURES) {
            return false;
        }
        $words = __('Handoff checks whether your Handoff server is back.', 'handoff');
        $this->sending->block('breaker', $words, $this->clock->now() + self::PROBE);
        return true;
    }

    public function failed(string $words): void
    {
        $failures = $this->failures() + 1;
        update_option(self::OPTION, $failures, false);
        if ($failures < self::FAILURES) {
            return;
        }
        $pause = min(self::LONGEST_PAUSE, self::FIRST_PAUSE * 2 ** min(10, $failures - self::FAILURES));
        $this->sending->block('breaker', $words, $this->clock->now() + $pause);
    }

    /** The server answered. */
    public function answered(): void
    {
        if ($this->failures() > 0) {
            delete_option(self::OPTION);
        }
        $this->sending->unblock('breaker', 'clock', 'refused');
    }

    private function failures(): int
    {
        return (int) get_option(self::OPTION, 0);
    }
}
