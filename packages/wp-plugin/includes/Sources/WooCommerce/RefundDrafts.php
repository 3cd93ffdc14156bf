<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\EventDraft;

/** The event of a refund. A refund is never changed afterwards, so there is one. */
final class RefundDrafts
{
    /**
     * @param \WC_Order_Refund $refund
     * @param \WC_Order        $order  The order it belongs to.
     */
    public static function created($refund, $order): EventDraft
    {
        $money = new Money((string) $refund->get_currency());
        $withTax = (bool) $refund->get_prices_include_tax();
        $at = $refund->get_date_created() === null ? null : $refund->get_date_created()->getTimestamp();
        // A shop that is set back to yesterday's backup gives the ids of today again.
        $draft = new EventDraft('refund.created', 'woocommerce-' . $refund->get_id(), (string) ($at ?? 1));
        $draft->source = 'woocommerce';
        $draft->occurredAt = $at;
        $draft->subject = People::ofOrder($order);
        $draft->context = OrderContext::of($order);
        $draft->data = [
            'refundId' => (string) $refund->get_id(),
            'orderId' => (string) $order->get_id(),
            'number' => (string) $order->get_order_number(),
            'currency' => (string) $refund->get_currency(),
            'amount' => $money->amount(abs((float) $refund->get_amount())),
            'tax' => $money->amount(abs((float) $refund->get_total_tax())),
            'lines' => self::lines($refund, $money, $withTax),
            'taxesIncluded' => $withTax,
            'adminUrl' => (string) $order->get_edit_order_url(),
        ] + array_filter([
            'reason' => (string) $refund->get_reason(),
            'shipping' => (float) $refund->get_shipping_total() == 0 ? '' : $money->amount(
                abs((float) $refund->get_shipping_total() + ($withTax ? (float) $refund->get_shipping_tax() : 0.0))
            ),
            'fees' => self::fees($refund, $money, $withTax),
        ], static fn($value): bool => $value !== '' && $value !== []);
        return $draft;
    }

    /**
     * WooCommerce writes what went back as negative quantities and amounts.
     *
     * @return array<int, array<string, mixed>>
     */
    private static function lines($refund, Money $money, bool $withTax): array
    {
        $lines = [];
        foreach ($refund->get_items('line_item') as $item) {
            $quantity = abs((float) $item->get_quantity());
            $product = $item->get_product();
            $lines[] = array_filter([
                'lineItemId' => (string) ($item->get_meta('_refunded_item_id') ?: $item->get_id()),
                'quantity' => $quantity === floor($quantity) ? (int) $quantity : $quantity,
            ] + self::amounts($item, $money, $withTax) + [
                'title' => (string) $item->get_name(),
                'sku' => $product ? (string) $product->get_sku() : '',
            ], static fn($value): bool => $value !== '');
        }
        return $lines;
    }

    /** @return array<int, array<string, string>> */
    private static function fees($refund, Money $money, bool $withTax): array
    {
        $fees = [];
        foreach ($refund->get_items('fee') as $fee) {
            $fees[] = ['title' => (string) $fee->get_name()] + self::amounts($fee, $money, $withTax);
        }
        return $fees;
    }

    /**
     * @param \WC_Order_Item_Product|\WC_Order_Item_Fee $item
     *
     * @return array{amount: string, tax: string} A fee below zero is a discount: with it, less went back.
     */
    private static function amounts($item, Money $money, bool $withTax): array
    {
        $tax = (float) $item->get_total_tax();
        return [
            'amount' => $money->amount(-1 * $money->sum((float) $item->get_total(), $withTax ? $tax : 0.0)),
            'tax' => $money->amount(-1 * $tax),
        ];
    }
}
