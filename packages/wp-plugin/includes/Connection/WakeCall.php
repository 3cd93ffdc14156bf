<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/** The server's signed call to send what waits, for sites that have few visitors. */
final class WakeCall
{
    private const OPTION = 'handoff_last_wake';

    private PairingStore $pairings;
    private Clock $clock;

    public function __construct(PairingStore $pairings, Clock $clock)
    {
        $this->pairings = $pairings;
        $this->clock = $clock;
    }

    /** Whether the paired server signed this request, for this site, just now, and it was not seen before. */
    public function verify(\WP_REST_Request $request): bool
    {
        $record = $this->pairings->current();
        $key = $record === null ? null : PublicKey::parse($record->serverKey);
        if ($key === null) {
            return false;
        }
        $timestamp = (string) $request->get_header('webhook-timestamp');
        $judged = WebhookSignature::judge(
            [$key],
            (string) $request->get_header('webhook-id'),
            $timestamp,
            (string) $request->get_header('webhook-signature'),
            $request->get_body(),
            $this->clock->now()
        );
        // The server signs for all its sites with one key, so the call must name this one.
        $body = json_decode($request->get_body(), true);
        return $judged === 'ok' && is_array($body) && ($body['sourceId'] ?? null) === $record->sourceId && $this->isNew((int) $timestamp);
    }

    /**
     * Each call must be later than the last: that takes one row, whatever is sent. A second call of the same second is
     * not needed either.
     */
    private function isNew(int $timestamp): bool
    {
        global $wpdb;
        $wpdb->query($wpdb->prepare(
            "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, '0', 'off')",
            self::OPTION
        ));
        $taken = $wpdb->query($wpdb->prepare(
            "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND CAST(option_value AS UNSIGNED) < %d",
            (string) $timestamp,
            self::OPTION,
            $timestamp
        ));
        wp_cache_delete(self::OPTION, 'options');
        return $taken === 1;
    }
}
