<?php

declare(strict_types=1);

namespace Handoff\Cli;

use Handoff\Services;
use WP_CLI;

/**
 * Shows and handles what waits on this site to be sent.
 */
final class OutboxCommand
{
    private const COLUMNS = ['id', 'state', 'type', 'contact', 'attempts', 'createdAt', 'nextAt', 'lastError'];
    private const PAGE = 200;

    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    /**
     * Lists events, latest first.
     *
     * ## OPTIONS
     *
     * [--state=<state>]
     * : Only those in one state.
     * ---
     * options:
     *   - pending
     *   - leased
     *   - delivered
     *   - refused
     *   - expired
     * ---
     *
     * [--limit=<limit>]
     * : How many.
     * ---
     * default: 50
     * ---
     *
     * [--format=<format>]
     * : How to show it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     *   - csv
     *   - ids
     *   - count
     * ---
     *
     * @subcommand list
     *
     * @param string[]              $args
     * @param array<string, string> $options
     */
    public function list(array $args, array $options): void
    {
        $rows = $this->services->outbox()->rows($options['state'] ?? null, null, (int) ($options['limit'] ?? 50));
        $format = $options['format'] ?? 'table';
        WP_CLI\Utils\format_items($format, $format === 'ids' ? array_column($rows, 'id') : $rows, self::COLUMNS);
    }

    /**
     * Sends what waits now, also where Handoff is in a pause after failures.
     *
     * ## OPTIONS
     *
     * [--seconds=<seconds>]
     * : For how long at most.
     * ---
     * default: 60
     * ---
     *
     * @param string[]              $args
     * @param array<string, string> $options
     */
    public function flush(array $args, array $options): void
    {
        $report = $this->services->sender()->runNow((int) ($options['seconds'] ?? 60));
        $words = sprintf(
            /* translators: 1: events sent, 2: events that could not be sent, 3: events that still wait. */
            __('%1$d sent, %2$d failed, %3$d still waiting.', 'handoff'),
            $report->sent,
            $report->failed,
            $report->left
        );
        if ($report->message === null) {
            WP_CLI::success($words);
            return;
        }
        WP_CLI::log($words);
        WP_CLI::error($report->message);
    }

    /**
     * Lets refused or expired events be sent again.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : The events, as `wp handoff outbox list` numbers them.
     *
     * [--all]
     * : All that were refused or expired.
     *
     * @param string[]             $args
     * @param array<string, mixed> $options
     */
    public function retry(array $args, array $options): void
    {
        $changed = $this->services->outbox()->retry($this->chosen($args, $options));
        /* translators: %d: how many events. */
        WP_CLI::success(sprintf(_n('%d event will be sent again.', '%d events will be sent again.', $changed, 'handoff'), $changed));
    }

    /**
     * Deletes events that nobody wants. They are not captured again.
     *
     * ## OPTIONS
     *
     * [<id>...]
     * : The events, as `wp handoff outbox list` numbers them.
     *
     * [--all]
     * : All that were refused or expired.
     *
     * [--yes]
     * : Do not ask.
     *
     * @param string[]             $args
     * @param array<string, mixed> $options
     */
    public function discard(array $args, array $options): void
    {
        $ids = $this->chosen($args, $options);
        $count = count($ids);
        WP_CLI::confirm(sprintf(
            /* translators: %d: how many events. */
            _n('Delete %d event for good?', 'Delete %d events for good?', $count, 'handoff'),
            $count
        ), $options);
        $gone = $this->services->outbox()->discard($ids);
        /* translators: %d: how many events. */
        WP_CLI::success(sprintf(_n('%d event is gone.', '%d events are gone.', $gone, 'handoff'), $gone));
    }

    /**
     * @param string[]             $args
     * @param array<string, mixed> $options
     *
     * @return int[]
     */
    private function chosen(array $args, array $options): array
    {
        $ids = array_map('intval', $args);
        if (empty($options['all'])) {
            $ids === [] && WP_CLI::error(__('Name the events by their numbers, or give --all.', 'handoff'));
            return $ids;
        }
        foreach (['refused', 'expired'] as $state) {
            $before = null;
            do {
                $page = array_column($this->services->outbox()->rows($state, $before, self::PAGE), 'id');
                $ids = array_merge($ids, $page);
                $before = end($page);
            } while (count($page) === self::PAGE);
        }
        return $ids;
    }
}
