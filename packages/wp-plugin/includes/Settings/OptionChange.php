<?php

declare(strict_types=1);

namespace Handoff\Settings;

/**
 * Changes an option by what the database holds at this moment, not by what this request read at its begin: a page with
 * several switches sends several changes at once, and none may undo another.
 */
final class OptionChange
{
    private const TRIES = 20;

    /**
     * @param string                                          $option Loaded with all others, a map.
     * @param callable(array<string, mixed>): array<string, mixed> $change Of what is there to what shall be.
     *
     * @throws \RuntimeException Where the database does not take it.
     */
    public static function apply(string $option, callable $change): void
    {
        global $wpdb;
        for ($try = 0; $try < self::TRIES; $try++) {
            $stored = $wpdb->get_var($wpdb->prepare('SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $option));
            if ($stored === null) {
                self::forget($option);
                add_option($option, [], '', true);
                continue;
            }
            $now = maybe_unserialize($stored);
            $next = maybe_serialize($change(is_array($now) ? $now : []));
            $isDone = $next === $stored || $wpdb->query($wpdb->prepare(
                'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s',
                $wpdb->options,
                $next,
                $option,
                $stored
            )) === 1;
            self::forget($option);
            if ($isDone) {
                return;
            }
        }
        throw new \RuntimeException("The option $option could not be changed.");
    }

    /** Whoever asks for it next reads it from the database. */
    private static function forget(string $option): void
    {
        wp_cache_delete($option, 'options');
        wp_cache_delete('alloptions', 'options');
        $absent = wp_cache_get('notoptions', 'options');
        if (is_array($absent) && isset($absent[$option])) {
            unset($absent[$option]);
            wp_cache_set('notoptions', $absent, 'options');
        }
    }
}
