<?php

declare(strict_types=1);

namespace Handoff\History;

/** Keeps the present or last job of a kind. Only one process at a time works on jobs or changes them. */
final class JobStore
{
    private string $option;

    public function __construct(string $kind)
    {
        $this->option = "handoff_$kind";
    }

    public function load(): ?Job
    {
        // Another process may have written since this one read.
        wp_cache_delete($this->option, 'options');
        $kept = get_option($this->option);
        if (!is_array($kept)) {
            return null;
        }
        $job = new Job();
        foreach (array_intersect_key($kept, get_object_vars($job)) as $member => $value) {
            $job->{$member} = $value;
        }
        return $job;
    }

    public function save(Job $job): void
    {
        update_option($this->option, get_object_vars($job), false);
    }

    /**
     * Runs `$do` while no other process does; returns null without running it where one does for longer than `$wait`.
     *
     * @template T
     *
     * @param int           $wait Seconds.
     * @param callable(): T $do
     *
     * @return T|null
     */
    public static function alone(int $wait, callable $do)
    {
        global $wpdb;
        $name = 'handoff_history_' . substr(md5(DB_NAME . $wpdb->prefix), 0, 16);
        // A database without such locks answers nothing. Then two may run at once, which doubles no event, only work.
        if ($wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, %d)', $name, $wait)) === '0') {
            return null;
        }
        try {
            return $do();
        } finally {
            $wpdb->query($wpdb->prepare('SELECT RELEASE_LOCK(%s)', $name));
        }
    }
}
