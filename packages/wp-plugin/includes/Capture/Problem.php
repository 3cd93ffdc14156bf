<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** Says in PHP's error log what went wrong while capturing. Never what people typed. */
final class Problem
{
    public static function report(string $where, \Throwable $problem): void
    {
        $place = wp_basename($problem->getFile()) . ':' . $problem->getLine();
        // A message may quote what a visitor typed, so it is only shown where the site's developer asked for details.
        $message = defined('WP_DEBUG') && WP_DEBUG ? ': ' . $problem->getMessage() : '';
        self::say(sprintf('%s failed with %s at %s%s', $where, get_class($problem), $place, $message));
    }

    public static function say(string $words): void
    {
        // phpcs:ignore WordPress.PHP.DevelopmentFunctions.error_log_error_log -- where a site's problems belong.
        error_log("Handoff: $words");
    }
}
