<?php

declare(strict_types=1);

namespace Handoff;

/** The time, so that tests can move it. */
class Clock
{
    /** Seconds added to the system's clock; only tests set it. */
    public int $offset = 0;

    /** Unix seconds at which it stands still; only tests set it. */
    public ?int $stoppedAt = null;

    /** Unix seconds. */
    public function now(): int
    {
        return ($this->stoppedAt ?? time()) + $this->offset;
    }

    /** A time as the envelope and the REST answers write it: `2026-11-21T06:22:26Z`. */
    public static function iso(int $seconds): string
    {
        return gmdate('Y-m-d\TH:i:s\Z', $seconds);
    }
}
