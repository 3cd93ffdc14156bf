<?php

declare(strict_types=1);

namespace Handoff;

/** Puts the parts together; the only place that knows them all. */
final class Plugin
{
    public const VERSION = '0.1.0';

    private static ?Services $services = null;

    public static function services(): Services
    {
        return self::$services = self::$services ?? new Services();
    }

    public static function boot(): void
    {
        // Whatever fails is reported by it, also while an update replaces the plugin's files and nothing can be loaded.
        class_exists(Capture\Problem::class);
        register_activation_hook(HANDOFF_FILE, [Lifecycle::class, 'activate']);
        register_deactivation_hook(HANDOFF_FILE, [Lifecycle::class, 'deactivate']);
        $services = self::services();
        foreach (self::modules() as $module) {
            $module->register($services);
        }
        /**
         * Fires once Handoff's parts are there, before any of them is used. For tests and integrations.
         *
         * @param Services $services
         */
        do_action('handoff_loaded', $services);
    }

    /** @return Module[] */
    private static function modules(): array
    {
        return [
            new Lifecycle(),
            new Connection\ConnectionModule(),
            new Outbox\OutboxModule(),
            new Sources\SourcesModule(),
            new Turnstile\TurnstileModule(),
            new History\HistoryModule(),
            new Rest\RestModule(),
            new Admin\AdminModule(),
            new Cli\CliModule(),
        ];
    }
}
