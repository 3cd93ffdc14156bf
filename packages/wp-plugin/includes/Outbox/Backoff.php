<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** When to try an event again. */
final class Backoff
{
    /** Seconds to wait after the first, second, … try that failed; then each hour. */
    private const STEPS = [30, 120, 600, 1800, 3600];
    private const HOUR = 3600;
    private const LONGEST = 7 * 24 * self::HOUR;
    private const JITTER = 0.2;

    /** Seconds until the next try after so many failed ones; null where seven days of tries are over. */
    public static function after(int $failures): ?int
    {
        if ($failures >= self::tries()) {
            return null;
        }
        $step = self::STEPS[$failures - 1] ?? self::HOUR;
        $spread = (int) round($step * self::JITTER);
        return $step + random_int(-$spread, $spread);
    }

    /** The longest wait there is, in seconds. A row that waits longer got its time from a wrong clock. */
    public static function longest(): int
    {
        return (int) (self::HOUR * (1 + self::JITTER));
    }

    /** How many tries fill seven days. */
    public static function tries(): int
    {
        $steps = array_sum(self::STEPS);
        return 1 + count(self::STEPS) + (int) ceil((self::LONGEST - $steps) / self::HOUR);
    }
}
