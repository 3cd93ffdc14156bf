<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Handoff\Capture\Capture;
use Handoff\Plugin;
use Handoff\Sources\WooCommerce\CustomerHistory;
use Handoff\Sources\WooCommerce\CustomerWatch;
use Handoff\Sources\WooCommerce\OrderHistory;
use Handoff\Sources\WooCommerce\OrderWatch;

/** The shop: orders and what becomes of them, refunds, customers' accounts, marketing consent given at the checkout. */
final class WooCommerce implements Source
{
    public function slug(): string
    {
        return 'woocommerce';
    }

    public function title(): string
    {
        return 'WooCommerce';
    }

    public function available(): bool
    {
        return class_exists('WooCommerce') && function_exists('wc_get_orders');
    }

    public function version(): ?string
    {
        return defined('WC_VERSION') ? (string) WC_VERSION : null;
    }

    public function types(): array
    {
        return [
            'order.created', 'order.paid', 'order.updated', 'order.cancelled', 'order.fulfilled', 'refund.created',
            'customer.created', 'customer.updated', 'consent.updated',
        ];
    }

    public function listen(Capture $capture): void
    {
        (new CustomerWatch($capture))->listen();
        (new OrderWatch($capture, Plugin::services()->clock()))->listen();
    }

    public function forms(): array
    {
        return [];
    }

    public function keepsNoEntries(): ?string
    {
        return null;
    }

    /** Orders first, then accounts; the cursor begins with which of them it is about. */
    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        [$part, $cursor] = array_pad(explode(' ', $after, 2), 2, '');
        if ($part !== 'customers') {
            ['drafts' => $drafts, 'next' => $next] = OrderHistory::page($since, $cursor, $limit);
            return new EntryPage($drafts, $next === null ? 'customers ' : "orders $next");
        }
        ['drafts' => $drafts, 'next' => $next] = CustomerHistory::page($since, (int) $cursor, $limit);
        return new EntryPage($drafts, $next === null ? null : "customers $next");
    }

    public function countSince(int $since): ?int
    {
        return OrderHistory::count($since) + CustomerHistory::count($since);
    }

    /** Tells WooCommerce that orders in its own tables and the block checkout are fine with Handoff, captured or not. */
    public static function declareCompatibility(): void
    {
        if (class_exists(FeaturesUtil::class)) {
            FeaturesUtil::declare_compatibility('custom_order_tables', HANDOFF_FILE, true);
            FeaturesUtil::declare_compatibility('cart_checkout_blocks', HANDOFF_FILE, true);
        }
    }
}
