<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

/**
 * What a buyer agreed to at the checkout, kept with the order: it is proof, and a gap scan or a backfill must tell the
 * same as the hook did.
 */
final class Consents
{
    private const META = '_handoff_consent';
    /** Seconds. A box is ticked before its order is made, never this long before. */
    private const CHECKOUT = 3600;

    /**
     * Puts the boxes that were ticked into the order, which is about to be saved.
     *
     * @param \WC_Order                                                              $order
     * @param array<int, array{channel: string, field: string, wording: string}> $ticks
     */
    public static function put($order, array $ticks, int $now): void
    {
        if ($ticks === []) {
            return;
        }
        $statements = [];
        foreach ($ticks as $tick) {
            $statements[] = array_filter([
                'channel' => $tick['channel'],
                'state' => 'subscribed',
                'at' => gmdate('Y-m-d\TH:i:s\Z', $now),
                'wording' => $tick['wording'],
                'evidence' => "Checkout field {$tick['field']} was ticked at " . wc_get_checkout_url(),
            ]);
        }
        $order->update_meta_data(self::META, wp_json_encode($statements));
    }

    /**
     * What was agreed to at this order's own checkout. Subscriptions give each renewal a copy of what the first order keeps,
     * also to one that is paid at the checkout later; who unsubscribed since has not agreed again by it.
     *
     * @param \WC_Order $order
     *
     * @return array<int, array<string, string>> Statements in the envelope's shape.
     */
    public static function of($order): array
    {
        $kept = OrderContext::isFromCheckout($order) ? $order->get_meta(self::META) : '';
        $statements = is_string($kept) ? json_decode($kept, true) : null;
        $made = $order->get_date_created() === null ? 0 : $order->get_date_created()->getTimestamp();
        return array_values(array_filter(
            is_array($statements) ? $statements : [],
            static fn($statement): bool => is_array($statement)
                && isset($statement['channel'], $statement['state'], $statement['at'])
                && (int) strtotime($statement['at']) >= $made - self::CHECKOUT
        ));
    }
}
