<?php

declare(strict_types=1);

namespace Handoff\Cli;

use Handoff\Module;
use Handoff\Services;

/** The commands of `wp handoff`. */
final class CliModule implements Module
{
    public function register(Services $services): void
    {
        if (defined('WP_CLI') && WP_CLI) {
            self::add($services);
        }
    }

    public static function add(Services $services): void
    {
        \WP_CLI::add_command('handoff', new SiteCommand($services));
        \WP_CLI::add_command('handoff outbox', new OutboxCommand($services));
    }
}
