<?php

declare(strict_types=1);

namespace Handoff;

/** What WordPress' cron does again and again. */
final class Schedule
{
    /** Seconds. What is planned for later than its interval and this was planned by a clock that ran ahead. */
    private const SLACK = 600;

    /**
     * Has cron fire a hook again and again, for the first time in so many seconds. Asked on every request, since WordPress
     * loses schedules where two processes change them at once; it costs no query, they are loaded anyhow.
     */
    public static function keep(string $hook, string $recurrence, int $first): void
    {
        $planned = wp_get_scheduled_event($hook);
        if ($planned !== false && $planned->timestamp <= time() + ($planned->interval ?? 0) + self::SLACK) {
            return;
        }
        wp_unschedule_hook($hook);
        wp_schedule_event(time() + $first, $recurrence, $hook);
    }
}
