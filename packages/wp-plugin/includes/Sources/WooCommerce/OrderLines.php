<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\Text;

/**
 * What was ordered. Amounts are with tax where the shop enters its prices with tax (`taxesIncluded` of the order says
 * so), else without; the tax is beside them either way.
 */
final class OrderLines
{
    private bool $withTax;
    private Money $money;

    public function __construct(bool $withTax, Money $money)
    {
        $this->withTax = $withTax;
        $this->money = $money;
    }

    /**
     * @param \WC_Order $order
     *
     * @return array<int, array<string, mixed>>
     */
    public function products($order): array
    {
        $lines = [];
        foreach ($order->get_items('line_item') as $item) {
            $lines[] = $this->product($item);
        }
        return $lines;
    }

    /**
     * @param \WC_Order $order
     *
     * @return array<int, array<string, string>>
     */
    public function fees($order): array
    {
        $fees = [];
        foreach ($order->get_items('fee') as $fee) {
            $fees[] = [
                'title' => (string) $fee->get_name(),
                'amount' => $this->money->amount($this->total($fee)),
                'tax' => $this->money->amount($fee->get_total_tax()),
            ];
        }
        return $fees;
    }

    /** What was paid for the products, after discounts. */
    public function subtotal($order): string
    {
        return $this->money->amount(array_sum(array_map([$this, 'total'], $order->get_items('line_item'))));
    }

    /**
     * @param \WC_Order_Item_Product $item
     *
     * @return array<string, mixed>
     */
    private function product($item): array
    {
        $quantity = (float) $item->get_quantity();
        $before = $this->charged($item->get_subtotal(), $item->get_subtotal_tax());
        $after = $this->total($item);
        $product = $item->get_product();
        return array_filter([
            'id' => (string) $item->get_id(),
            'productId' => self::id($item->get_product_id()),
            'variantId' => self::id($item->get_variation_id()),
            'sku' => $product ? (string) $product->get_sku() : '',
            'title' => (string) $item->get_name(),
            'quantity' => $quantity === floor($quantity) ? (int) $quantity : $quantity,
            'unitPrice' => $this->money->unit($quantity == 0 ? $before : $before / $quantity),
            'discount' => $before > $after ? $this->money->amount($before - $after) : '',
            'amount' => $this->money->amount($after),
            'tax' => $this->money->amount($item->get_total_tax()),
            'properties' => self::properties($item),
        ], static fn($value): bool => $value !== '' && $value !== []) + ['title' => ''];
    }

    /** @param \WC_Order_Item_Product|\WC_Order_Item_Fee $item */
    private function total($item): float
    {
        return $this->charged($item->get_total(), $item->get_total_tax());
    }

    /**
     * @param string|float $net
     * @param string|float $tax
     */
    private function charged($net, $tax): float
    {
        return $this->money->sum((float) $net, $this->withTax ? (float) $tax : 0.0);
    }

    /**
     * The variation's attributes and what add-ons asked for, as the shop shows them. Members with an underscore are
     * other plugins' notes to themselves.
     *
     * @return array<string, string>
     */
    private static function properties($item): array
    {
        $properties = [];
        foreach ($item->get_formatted_meta_data('_', true) as $meta) {
            $properties[Text::plain((string) $meta->display_key)] = Text::plain((string) $meta->display_value);
        }
        return $properties;
    }

    private static function id($id): string
    {
        return (int) $id > 0 ? (string) (int) $id : '';
    }
}
