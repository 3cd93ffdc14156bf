<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Capture\Problem;
use Handoff\Connection\PairingRecord;
use Handoff\Module;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Response;
use Handoff\Schedule;
use Handoff\Services;

/** When the site's history is looked through: each hour, and in slices by cron and while somebody watches the panel. */
final class HistoryModule implements Module
{
    public const HOURLY = 'handoff_gap_scan';
    public const SLICE = 'handoff_history_slice';
    private const STATUS = '/handoff/v1/status';
    /** Seconds a slice may take where the browser waits for it. */
    private const WATCHED = 1.0;
    private const FIRST_SCAN = 600;
    private const HOUR = 3600;

    private Services $services;

    public function register(Services $services): void
    {
        $this->services = $services;
        add_action('init', [$this, 'prepare']);
        add_action('handoff_connected', [$this, 'startAnew']);
        add_action(self::HOURLY, [$this, 'hourly']);
        add_action(self::SLICE, [$this, 'slice'], 10, 0);
        add_action(OutboxModule::SWEPT, [$this, 'afterSweep'], 10, 0);
        add_filter('rest_request_after_callbacks', [$this, 'onRest'], 10, 3);
    }

    /** Costs no query once it is done: both options are loaded with every request. */
    public function prepare(): void
    {
        if (get_option(GapScan::BEGAN) === false) {
            update_option(GapScan::BEGAN, $this->services->clock()->now(), true);
        }
        Schedule::keep(self::HOURLY, 'hourly', self::FIRST_SCAN);
    }

    /** What came before the site was paired was not to be captured, so no scan looks there; a backfill may. */
    public function startAnew(PairingRecord $record): void
    {
        if ((int) get_option(GapScan::BEGAN, 0) < $record->pairedAt) {
            update_option(GapScan::BEGAN, $record->pairedAt, true);
            delete_option(GapScan::COMPARED);
        }
    }

    public function hourly(): void
    {
        try {
            $this->services->gapScan()->start();
        } catch (\Throwable $problem) {
            Problem::report('the gap scan', $problem);
        }
        // Takes up what a process that ended in the middle left.
        $this->slice();
    }

    /** Where cron does not run, whatever makes the outbox be swept takes the scan further too. */
    public function afterSweep(): void
    {
        $due = wp_next_scheduled(self::HOURLY);
        if ($due === false || time() - $due < self::HOUR) {
            return;
        }
        $last = $this->services->gapScan()->last();
        $ago = $last === null ? self::HOUR : abs($this->services->clock()->now() - (int) strtotime($last['startedAt']));
        $ago < self::HOUR ? $this->slice() : $this->hourly();
    }

    public function slice(float $seconds = 5.0): void
    {
        foreach (['gapScan', 'backfill'] as $job) {
            try {
                $goesOn = $this->services->{$job}()->run($seconds);
            } catch (\Throwable $problem) {
                Problem::report('looking through past entries', $problem);
                continue;
            }
            if ($goesOn && wp_next_scheduled(self::SLICE) === false) {
                wp_schedule_single_event(time(), self::SLICE);
            }
        }
    }

    /**
     * While the panel shows a job, each look at the status takes it a step further: sites whose cron does not run get
     * there too.
     *
     * @param mixed            $response
     * @param mixed            $handler
     * @param \WP_REST_Request $request
     *
     * @return mixed
     */
    public function onRest($response, $handler, $request)
    {
        $routes = [self::STATUS, '/handoff/v1/gap-scan', '/handoff/v1/backfill'];
        $isOurs = $request instanceof \WP_REST_Request && in_array($request->get_route(), $routes, true);
        if ($isOurs && !is_wp_error($response) && $this->isAnyRunning()) {
            add_action('shutdown', [$this, 'afterAnswer'], PHP_INT_MAX);
        }
        return $response;
    }

    public function afterAnswer(): void
    {
        $this->slice((new Response())->finish() ? 5.0 : self::WATCHED);
    }

    private function isAnyRunning(): bool
    {
        try {
            $jobs = [$this->services->gapScan()->last(), $this->services->backfill()->current()];
        } catch (\Throwable $problem) {
            Problem::report('looking for past entries', $problem);
            return false;
        }
        return in_array('running', array_column(array_filter($jobs), 'state'), true);
    }
}
