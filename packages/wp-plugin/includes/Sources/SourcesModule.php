<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Problem;
use Handoff\Module;
use Handoff\Services;

/** Lets every active source listen, once all plugins' files are loaded and before any of them takes a submission. */
final class SourcesModule implements Module
{
    public function register(Services $services): void
    {
        add_action('plugins_loaded', static function () use ($services): void {
            $sources = $services->sources()->active();
            if (($_SERVER['REQUEST_METHOD'] ?? '') === 'POST') {
                Preload::run($sources);
            }
            foreach ($sources as $source) {
                try {
                    $source->listen($services->capture());
                } catch (\Throwable $problem) {
                    Problem::report("listening to {$source->slug()}", $problem);
                }
            }
        }, 20);
        add_action('before_woocommerce_init', [WooCommerce::class, 'declareCompatibility']);
    }
}
