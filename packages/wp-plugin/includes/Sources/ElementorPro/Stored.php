<?php

declare(strict_types=1);

namespace Handoff\Sources\ElementorPro;

/** The submissions that Elementor Pro keeps. What its owner moved to the trash is none. */
final class Stored
{
    /** How long ago a row may have been written to be the one of this request, in seconds. */
    private const JUST_NOW = 120;
    private const MOST_LOOKED_AT = 20;

    /** @return object[] Rows `{id, element_id, form_name, referer, user_ip, user_agent, created_at_gmt}`. */
    public static function since(int $since, int $after, int $limit): array
    {
        global $wpdb;
        return $wpdb->get_results($wpdb->prepare(
            "SELECT * FROM {$wpdb->prefix}e_submissions WHERE type = 'submission' AND status <> 'trash' AND created_at_gmt >= %s AND id > %d
             ORDER BY id LIMIT %d",
            gmdate('Y-m-d H:i:s', $since),
            $after,
            $limit
        ));
    }

    public static function countSince(int $since): int
    {
        global $wpdb;
        return (int) $wpdb->get_var($wpdb->prepare(
            "SELECT COUNT(*) FROM {$wpdb->prefix}e_submissions WHERE type = 'submission' AND status <> 'trash' AND created_at_gmt >= %s",
            gmdate('Y-m-d H:i:s', $since)
        ));
    }

    /** @return array<string, string> By the field's id. */
    public static function values(int $submission): array
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT `key`, value FROM {$wpdb->prefix}e_submissions_values WHERE submission_id = %d ORDER BY id",
            $submission
        ));
        return array_column($rows, 'value', 'key');
    }

    /**
     * The newest row just written for a form with these values.
     *
     * @param array<string, string> $values
     *
     * @return object|null
     */
    public static function like(string $form, array $values)
    {
        global $wpdb;
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT id, created_at_gmt FROM {$wpdb->prefix}e_submissions WHERE element_id = %s AND created_at_gmt >= %s
             ORDER BY id DESC LIMIT %d",
            $form,
            gmdate('Y-m-d H:i:s', time() - self::JUST_NOW),
            self::MOST_LOOKED_AT
        ));
        foreach ($rows as $row) {
            $stored = self::values((int) $row->id);
            // A password is stored as asterisks, so only what both have is compared.
            if ($stored !== [] && self::isSame(array_intersect_key($values, $stored), $stored)) {
                return $row;
            }
        }
        return null;
    }

    /**
     * @param array<string, string> $values
     * @param array<string, string> $stored
     */
    private static function isSame(array $values, array $stored): bool
    {
        foreach ($stored as $key => $text) {
            $isMasked = $text !== '' && trim($text, '*') === '';
            if (!$isMasked && ($values[$key] ?? '') !== $text) {
                return false;
            }
        }
        return true;
    }
}
