<?php

declare(strict_types=1);

namespace Handoff\Outbox;

/** The outbox's table of the current site of the network. */
final class Table
{
    public function name(): string
    {
        global $wpdb;
        return $wpdb->prefix . 'handoff_outbox';
    }

    /** Makes the table, or adds what an older version of it lacks. Leaves the rows alone. */
    public function create(): bool
    {
        global $wpdb;
        require_once ABSPATH . 'wp-admin/includes/upgrade.php';
        $quiet = $wpdb->suppress_errors(true);
        try {
            dbDelta($this->definition());
            return $this->exists();
        } finally {
            $wpdb->suppress_errors($quiet);
        }
    }

    private function exists(): bool
    {
        global $wpdb;
        return $wpdb->get_var($wpdb->prepare('SHOW TABLES LIKE %s', $wpdb->esc_like($this->name()))) === $this->name();
    }

    /**
     * Changes rows; a few times over where another process' statement stood in its way (a deadlock ends one of the two).
     *
     * @param string            $query  `%i` first, for the table.
     * @param array<int|string> $values For the places after it.
     *
     * @return int How many rows; 0 also where the database did not do it.
     */
    public function change(string $query, array $values = []): int
    {
        return $this->quietly($query, $values, static function (string $sql): int {
            global $wpdb;
            for ($try = 1; $try <= 8; $try++) {
                $rows = $wpdb->query($sql);
                if ($rows !== false) {
                    return (int) $rows;
                }
                // At once they would stand in each other's way again.
                usleep(random_int(500, 5000) * $try);
            }
            return 0;
        });
    }

    /**
     * @param array<int|string> $values
     *
     * @return object[] None where the database did not answer.
     */
    public function rows(string $query, array $values = []): array
    {
        return $this->quietly($query, $values, static fn(string $sql): array => (array) $GLOBALS['wpdb']->get_results($sql));
    }

    /** @param array<int|string> $values */
    public function number(string $query, array $values = []): int
    {
        return $this->quietly($query, $values, static fn(string $sql): int => (int) $GLOBALS['wpdb']->get_var($sql));
    }

    public function drop(): void
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare('DROP TABLE IF EXISTS %i', $this->name()));
    }

    /**
     * A site whose table is missing still shows its pages; the next event makes the table again.
     *
     * @param array<int|string> $values
     *
     * @return mixed
     */
    private function quietly(string $query, array $values, callable $run)
    {
        global $wpdb;
        $quiet = $wpdb->suppress_errors(true);
        try {
            return $run($wpdb->prepare($query, array_merge([$this->name()], $values)));
        } finally {
            $wpdb->suppress_errors($quiet);
        }
    }

    /**
     * Keys of up to 512 characters do not fit an index everywhere, so their SHA-256 is what is unique. Times are Unix
     * seconds, 0 for none. Texts are kept as `Ascii` writes them. Besides the states people see there is `gone`: a row
     * that was purged or discarded, of which only the key is left, so that the gap scan does not bring it back.
     */
    private function definition(): string
    {
        global $wpdb;
        return "CREATE TABLE {$this->name()} (
            id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
            event_id varchar(128) NOT NULL,
            key_hash char(64) NOT NULL,
            idempotency_key text NOT NULL,
            type varchar(191) NOT NULL,
            payload longtext NOT NULL,
            state varchar(10) NOT NULL DEFAULT 'pending',
            attempts int(10) unsigned NOT NULL DEFAULT 0,
            next_at bigint(20) unsigned NOT NULL DEFAULT 0,
            lease_token varchar(32) NOT NULL DEFAULT '',
            lease_until bigint(20) unsigned NOT NULL DEFAULT 0,
            last_code varchar(64) NOT NULL DEFAULT '',
            last_error text NOT NULL,
            created_at bigint(20) unsigned NOT NULL DEFAULT 0,
            delivered_at bigint(20) unsigned NOT NULL DEFAULT 0,
            origin varchar(20) NOT NULL DEFAULT '',
            source text NOT NULL,
            form text NOT NULL,
            contact text NOT NULL,
            PRIMARY KEY  (id),
            UNIQUE KEY key_hash (key_hash),
            KEY due (state,id),
            KEY delivered (state,delivered_at)
        ) {$wpdb->get_charset_collate()};";
    }
}
