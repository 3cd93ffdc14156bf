<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

/** `data` of every order event, in the shape all shops share. Order notes and what payment providers keep stay out. */
final class OrderShape
{
    /** Where the checkout keeps the answers to a shop's own questions. */
    private const OWN_FIELDS = '~^(?:_wc_(?:billing|shipping|other)/|_(?:billing|shipping)_)(.+)$~';
    private const NOT_ANSWERS = ['address_index', 'address_latlng'];

    /**
     * @param \WC_Order $order
     *
     * @return array<string, mixed>
     */
    public static function of($order): array
    {
        $currency = (string) $order->get_currency();
        $money = new Money($currency);
        $withTax = (bool) $order->get_prices_include_tax();
        $lines = new OrderLines($withTax, $money);
        $refunded = (float) $order->get_total_refunded();
        $net = static fn($amount, $tax): string => $money->amount((float) $amount + ($withTax ? (float) $tax : 0.0));
        return [
            'orderId' => (string) $order->get_id(),
            'number' => (string) $order->get_order_number(),
            'status' => self::status($order, $refunded),
            'currency' => $currency,
            'total' => $money->amount($order->get_total()),
            'subtotal' => $lines->subtotal($order),
            'tax' => $money->amount($order->get_total_tax()),
            'shipping' => $net($order->get_shipping_total(), $order->get_shipping_tax()),
            'discount' => $net($order->get_discount_total(), $order->get_discount_tax()),
            'discountCodes' => array_map('strval', array_values($order->get_coupon_codes())),
            'lines' => $lines->products($order),
            'taxesIncluded' => $withTax,
            'shopStatus' => (string) $order->get_status(),
            'adminUrl' => (string) $order->get_edit_order_url(),
        ] + array_filter([
            'currentTotal' => $refunded > 0 ? $money->amount((float) $order->get_total() - $refunded) : '',
            'billingAddress' => People::address($order, 'billing'),
            'shippingAddress' => People::address($order, 'shipping'),
            'note' => (string) $order->get_customer_note(),
            'fees' => $lines->fees($order),
            'taxes' => self::taxes($order, $money),
            'shippingMethods' => self::shippingMethods($order),
            'paymentMethods' => array_values(array_filter([(string) $order->get_payment_method_title()])),
            'channel' => (string) $order->get_created_via(),
            'attributes' => self::ownFields($order),
        ], static fn($value): bool => $value !== '' && $value !== []);
    }

    /**
     * One word for several: a cancelled or refunded order is that before anything else, a fulfilled one before a paid
     * one. The shop's own word is in `shopStatus`.
     *
     * @param \WC_Order $order
     */
    private static function status($order, float $refunded): string
    {
        $status = (string) $order->get_status();
        if ($status === 'cancelled' || $status === 'refunded') {
            return $status;
        }
        if ($refunded > 0) {
            return $refunded >= (float) $order->get_total() ? 'refunded' : 'partially_refunded';
        }
        if ($status === 'completed') {
            return 'fulfilled';
        }
        if (in_array($status, ['pending', 'on-hold', 'failed'], true)) {
            return 'pending';
        }
        // An order to be paid on delivery is being worked on and not paid yet.
        return $order->get_date_paid() === null ? 'open' : 'paid';
    }

    /** @return array<int, array<string, mixed>> */
    private static function taxes($order, Money $money): array
    {
        $taxes = [];
        foreach ($order->get_items('tax') as $tax) {
            $taxes[] = array_filter([
                'title' => (string) $tax->get_label(),
                // A fraction, as every shop tells it; WooCommerce keeps percent.
                'rate' => $tax->get_rate_percent() === null ? null : round((float) $tax->get_rate_percent() / 100, 8),
                'amount' => $money->amount((float) $tax->get_tax_total() + (float) $tax->get_shipping_tax_total()),
            ], static fn($value): bool => $value !== null);
        }
        return $taxes;
    }

    /** @return string[] */
    private static function shippingMethods($order): array
    {
        $titles = [];
        foreach ($order->get_items('shipping') as $method) {
            $titles[] = (string) $method->get_name();
        }
        return array_values(array_filter($titles));
    }

    /** @return array<string, string> What the shop asks at its checkout beyond WooCommerce's own fields (a VAT number, say). */
    private static function ownFields($order): array
    {
        $fields = [];
        foreach ($order->get_meta_data() as $meta) {
            ['key' => $key, 'value' => $value] = $meta->get_data();
            $isField = preg_match(self::OWN_FIELDS, (string) $key, $match) === 1;
            if ($isField && !in_array($match[1], self::NOT_ANSWERS, true) && is_scalar($value) && $value !== '') {
                $fields[ltrim((string) $key, '_')] = (string) $value;
            }
        }
        return $fields;
    }
}
