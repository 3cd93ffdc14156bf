<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

/**
 * Where an order came from, as WooCommerce keeps it with the order. The request that brings a change is often another's:
 * the shop manager's, or the payment provider's.
 */
final class OrderContext
{
    private const ATTRIBUTION = '_wc_order_attribution_';
    private const UTM = ['source', 'medium', 'campaign', 'content', 'term'];

    /**
     * @param \WC_Order $order
     *
     * @return array<string, mixed> Members that are not known are null, so that nothing of this request takes their place.
     */
    public static function of($order): array
    {
        $kept = static function (string $name) use ($order): string {
            $value = $order->get_meta(self::ATTRIBUTION . $name);
            return is_string($value) && $value !== '(none)' ? $value : '';
        };
        $utm = [];
        foreach (self::UTM as $part) {
            $utm[$part] = $kept("utm_$part");
        }
        $utm = array_filter($utm, static fn(string $value): bool => $value !== '');
        return [
            'ip' => (string) $order->get_customer_ip_address() ?: null,
            'userAgent' => (string) $order->get_customer_user_agent() ?: null,
            'page' => self::isFromCheckout($order) ? wc_get_checkout_url() : null,
            'referrer' => $kept('referrer') ?: null,
            'utm' => $utm ?: null,
            'landingPage' => $kept('session_entry') ?: null,
            'locale' => null,
        ];
    }

    /** @param \WC_Order $order */
    public static function isFromCheckout($order): bool
    {
        return in_array($order->get_created_via(), ['checkout', 'store-api'], true);
    }
}
