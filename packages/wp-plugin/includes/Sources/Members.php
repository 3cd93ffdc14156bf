<?php

declare(strict_types=1);

namespace Handoff\Sources;

/** The accounts of this site by the time they were registered, in pages. In a network the table holds all sites' accounts. */
final class Members
{
    /**
     * @param string[] $roles Only these; none for all.
     *
     * @return int[] User ids, ascending.
     */
    public static function since(int $since, int $afterId, int $limit, array $roles = []): array
    {
        global $wpdb;
        [$where, $values] = self::where($since, $afterId, $roles);
        return array_map('intval', $wpdb->get_col($wpdb->prepare(
            "SELECT u.ID FROM %i u JOIN %i m ON m.user_id = u.ID AND m.meta_key = %s WHERE $where ORDER BY u.ID LIMIT %d",
            ...array_merge($values, [$limit])
        )));
    }

    /** @param string[] $roles */
    public static function count(int $since, array $roles = []): int
    {
        global $wpdb;
        [$where, $values] = self::where($since, 0, $roles);
        return (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM %i u JOIN %i m ON m.user_id = u.ID AND m.meta_key = %s WHERE $where",
            ...$values
        ));
    }

    /**
     * @param string[] $roles
     *
     * @return array{0: string, 1: array<int, string|int>}
     */
    private static function where(int $since, int $afterId, array $roles): array
    {
        global $wpdb;
        $values = [$wpdb->users, $wpdb->usermeta, $wpdb->get_blog_prefix() . 'capabilities', gmdate('Y-m-d H:i:s', $since), $afterId];
        $where = 'u.user_registered >= %s AND u.ID > %d';
        if ($roles !== []) {
            $where .= ' AND (' . implode(' OR ', array_fill(0, count($roles), 'm.meta_value LIKE %s')) . ')';
            foreach ($roles as $role) {
                $values[] = '%' . $wpdb->esc_like("\"$role\"") . '%';
            }
        }
        return [$where, $values];
    }
}
