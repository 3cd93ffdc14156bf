<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Capture\Problem;
use Handoff\Module;
use Handoff\Services;

/** Sets up by constants, and finishes changes of key whose answer was lost; never in a visitor's request. */
final class ConnectionModule implements Module
{
    public const SETTLE_HOOK = 'handoff_settle_key';
    private const SETTLE_AGAIN = 300;

    private Services $services;

    public function register(Services $services): void
    {
        $this->services = $services;
        add_action('init', [$this, 'setUp'], 20);
        add_action('admin_init', [$this, 'setUpInAdmin']);
        add_action(self::SETTLE_HOOK, [$this, 'settleKey']);
        add_action('handoff_copy_separated', [CopiedRows::class, 'setAside']);
    }

    /** On cron and on the command line. */
    public function setUp(): void
    {
        if (wp_doing_cron() || (defined('WP_CLI') && WP_CLI)) {
            $this->runSetup();
        }
    }

    public function setUpInAdmin(): void
    {
        if (!wp_doing_ajax() && current_user_can('manage_options')) {
            $this->runSetup();
        }
    }

    public function settleKey(): void
    {
        try {
            if ($this->services->siteKey()->rotationBegunAt() !== null) {
                $this->services->pairing()->settleKey();
            }
        } catch (\Throwable $error) {
            // Both keys are still there, and both sign; it is tried again below.
            Problem::report('settling the change of key', $error);
        }
        self::scheduleSettling($this->services);
    }

    /** Looks again later, while it is open which key the server has. */
    public static function scheduleSettling(Services $services): void
    {
        if ($services->siteKey()->rotationBegunAt() !== null && !wp_next_scheduled(self::SETTLE_HOOK)) {
            wp_schedule_single_event(time() + self::SETTLE_AGAIN, self::SETTLE_HOOK);
        }
    }

    private function runSetup(): void
    {
        if (UnattendedSetup::code() === '') {
            return;
        }
        try {
            $services = $this->services;
            (new UnattendedSetup($services->pairing(), $services->pairings(), $services->clock()))->run();
        } catch (\Throwable $error) {
            // An admin page or a cron run must not fail because pairing does.
            Problem::report('setting up by constants', $error);
        }
    }
}
