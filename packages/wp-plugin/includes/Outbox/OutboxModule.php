<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Capture\Problem;
use Handoff\Module;
use Handoff\Schedule;
use Handoff\Services;

/** When the outbox is swept: after requests that added events, each minute by cron, and when an administrator looks. */
final class OutboxModule implements Module
{
    public const SWEEP = 'handoff_sweep';
    public const INTERVAL = 'handoff_minute';
    /** Fires at the end of each sweep. */
    public const SWEPT = 'handoff_swept';
    private const SWEPT_AT = 'handoff_swept_at';
    private const TIDIED = 'handoff_tidied_at';

    /** Seconds a sender may go on beginning requests, and between sweeps and between tidying up. */
    private const AFTER_REQUEST = 10;
    private const HEARTBEAT = 2;
    private const IN_BACKGROUND = 25;
    private const SWEEP_EVERY = 60;
    private const TIDY_EVERY = 600;

    private Services $services;
    private Response $response;
    private bool $sweepAfterwards = false;
    private bool $isHeartbeat = false;

    public function __construct(?Response $response = null)
    {
        $this->response = $response ?? new Response();
    }

    public function register(Services $services): void
    {
        $this->services = $services;
        add_filter('cron_schedules', [self::class, 'withInterval']);
        add_action('init', [self::class, 'schedule']);
        add_action(self::SWEEP, [$this, 'sweep'], 10, 0);
        add_action('admin_init', [$this, 'onAdminPage']);
        add_action('shutdown', [$this, 'afterRequest'], PHP_INT_MAX);
        add_action('wp_ajax_' . Loopback::ACTION, [$this, 'onLoopback']);
        add_action('wp_ajax_nopriv_' . Loopback::ACTION, [$this, 'onLoopback']);
    }

    /**
     * @param array<string, array{interval: int, display: string}> $schedules
     *
     * @return array<string, array{interval: int, display: string}>
     */
    public static function withInterval($schedules): array
    {
        // No translation here: WordPress asks for the schedules before it knows its language.
        return [self::INTERVAL => ['interval' => 60, 'display' => 'Handoff: every minute']] + (array) $schedules;
    }

    /** Has WordPress' cron sweep each minute, from now on. */
    public static function schedule(): void
    {
        Schedule::keep(self::SWEEP, self::INTERVAL, 0);
    }

    /** The minute's work. */
    public function sweep(int $seconds = self::IN_BACKGROUND): void
    {
        try {
            $now = $this->services->clock()->now();
            update_option(self::SWEPT_AT, $now, false);
            $this->services->sender()->run($seconds);
            if (abs($now - (int) get_option(self::TIDIED, 0)) >= self::TIDY_EVERY) {
                update_option(self::TIDIED, $now, false);
                $this->tidy();
            }
            do_action(self::SWEPT);
        } catch (\Throwable $error) {
            Problem::report('sweeping the outbox', $error);
        }
    }

    /** Sites whose cron does not run are swept when somebody works in the admin. */
    public function onAdminPage(): void
    {
        try {
            // phpcs:ignore WordPress.Security.NonceVerification.Missing -- only tells which request this is.
            $this->isHeartbeat = wp_doing_ajax() && ($_POST['action'] ?? '') === 'heartbeat';
            if ((wp_doing_ajax() && !$this->isHeartbeat) || !is_user_logged_in()) {
                return;
            }
            $sweptAgo = abs($this->services->clock()->now() - (int) get_option(self::SWEPT_AT, 0));
            $this->sweepAfterwards = $sweptAgo >= self::SWEEP_EVERY;
        } catch (\Throwable $error) {
            Problem::report('looking after the outbox', $error);
        }
    }

    /** Sends what this request added, once the visitor has the answer; sweeps where that is due. */
    public function afterRequest(): void
    {
        try {
            if (!$this->sweepAfterwards && $this->services->outbox()->addedHere() === 0) {
                return;
            }
            if ($this->response->finish()) {
                $this->sweepAfterwards
                    ? $this->sweep(self::AFTER_REQUEST)
                    : $this->services->sender()->run(self::AFTER_REQUEST);
            } elseif ($this->sweepAfterwards && $this->isHeartbeat) {
                // Nobody waits for it, and on a site that can neither let go of a request nor call itself nothing else sends.
                $this->sweep(self::HEARTBEAT);
            } elseif ($this->response->isAwaited() && $this->services->pairings()->current() !== null) {
                (new Loopback())->fire(); // No closer look at whether events may go out: it would cost queries here.
            }
        } catch (\Throwable $error) {
            Problem::report('sending after the request', $error);
        }
    }

    /** The site called itself to send what waits. */
    public function onLoopback(): void
    {
        ignore_user_abort(true);
        // phpcs:ignore WordPress.Security.NonceVerification.Missing -- the token is the proof; there is no user.
        $token = is_string($_POST['token'] ?? null) ? sanitize_key(wp_unslash($_POST['token'])) : '';
        $ours = (new Loopback())->accept($token);
        if ($ours) {
            $this->sweep();
        }
        wp_die('', '', ['response' => $ours ? 204 : 403]);
    }

    private function tidy(): void
    {
        (new Loopback())->install();
        $settings = $this->services->settings()->all();
        $this->services->outbox()->purge((int) $settings['retentionDays']);
        (new Alerts($this->services->outbox(), $settings, $this->services->sending(), $this->services->clock()))->check();
    }
}
