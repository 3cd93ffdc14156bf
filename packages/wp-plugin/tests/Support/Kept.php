<?php

declare(strict_types=1);

namespace Handoff\Tests\Support;

use Handoff\Plugin;

/** What the outbox has kept. */
final class Kept
{
    /** @return array<int, array<string, mixed>> Envelopes, oldest first. */
    public static function envelopes(?string $type = null): array
    {
        $outbox = Plugin::services()->outbox();
        $envelopes = [];
        foreach (array_reverse($outbox->rows(null, null, 500)) as $row) {
            if ($type === null || $row['type'] === $type) {
                $envelopes[] = json_decode((string) json_encode($outbox->row($row['id'])['envelope']), true);
            }
        }
        return $envelopes;
    }

    /** @return string[] The types of the events, oldest first. */
    public static function types(): array
    {
        return array_column(self::envelopes(), 'type');
    }

    /** @return string[] */
    public static function keys(): array
    {
        return array_column(self::envelopes(), 'idempotencyKey');
    }

    /** @return string[] How they came, oldest first. */
    public static function origins(): array
    {
        return array_reverse(array_column(Plugin::services()->outbox()->rows(null, null, 500), 'origin'));
    }

    /** Ends the request as WordPress does. */
    public static function endRequest(): void
    {
        // PHPUnit holds the output.
        remove_action('shutdown', 'wp_ob_end_flush_all', 1);
        do_action('shutdown');
    }
}
