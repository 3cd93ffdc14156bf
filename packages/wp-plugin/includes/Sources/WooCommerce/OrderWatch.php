<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\Capture;
use Handoff\Clock;

/**
 * Captures orders as they change. One purchase saves its order many times, and some plugins make an empty order first
 * and fill it afterwards, so `order.created` waits until the order is whole: when the checkout says that it is processed
 * (before any payment provider is called), or at the end of the request. What happens to an order that is whole is
 * written at the end of the save that brought it; `order.updated` once a request, at its end.
 *
 * Orders go by site and id (`key()`): a request may work on several sites of a network, whose orders have the same ids.
 */
final class OrderWatch
{
    /** A long import is not held in memory until its end. */
    private const MOST_OPEN = 50;

    private Capture $capture;
    private Clock $clock;

    /** Changed members by object, between the begin and the end of its save. @var array<int, string[]> */
    private array $saving = [];
    /** Orders whose `order.created` is not written yet. @var array<string, true> */
    private array $new = [];
    /** Orders saved in this request, and whether any member changed. @var array<string, bool> */
    private array $saved = [];
    /** Moments that wait for an order to be whole: method names of `OrderDrafts`. @var array<string, array<string, true>> */
    private array $waiting = [];
    /** The state last written of an order in this request. @var array<string, string> */
    private array $written = [];

    public function __construct(Capture $capture, Clock $clock)
    {
        $this->capture = $capture;
        $this->clock = $clock;
    }

    public function listen(): void
    {
        $on = function (string $hook, callable $listener, int $priority, int $arguments): void {
            add_action($hook, $this->capture->listener('woocommerce orders', $listener), $priority, $arguments);
        };
        $on('woocommerce_checkout_create_order', [$this, 'onCheckoutPosted'], 1000, 1);
        $on('woocommerce_store_api_checkout_update_order_from_request', [$this, 'onCheckoutRequested'], 1000, 2);
        $on('woocommerce_before_order_object_save', [$this, 'beforeSave'], 1000, 1);
        $on('woocommerce_new_order', [$this, 'onNew'], 10, 1);
        $on('woocommerce_after_order_object_save', [$this, 'afterSave'], 1000, 1);
        $on('woocommerce_checkout_order_processed', [$this, 'onProcessed'], 1000, 1);
        $on('woocommerce_store_api_checkout_order_processed', [$this, 'onProcessed'], 1000, 1);
        $on('woocommerce_order_refunded', [$this, 'onRefunded'], 1000, 2);
        // Others save orders while the request ends, so at once and when all is over; Handoff sends after that.
        $on('shutdown', [$this, 'finish'], 0, 0);
        $on('shutdown', [$this, 'finish'], PHP_INT_MAX - 1, 0);
    }

    /** @param \WC_Order $order Not saved yet. */
    public function onCheckoutPosted($order): void
    {
        // phpcs:ignore WordPress.Security.NonceVerification.Missing -- WooCommerce has checked it.
        Consents::put($order, OptIns::ofPost(wp_unslash($_POST)), $this->clock->now());
    }

    /** @param \WC_Order $order About to be saved. */
    public function onCheckoutRequested($order, \WP_REST_Request $request): void
    {
        if ($request->get_method() === 'POST') {
            Consents::put($order, OptIns::ofRequest($request), $this->clock->now());
        }
    }

    /** @param mixed $order An order or a refund. */
    public function beforeSave($order): void
    {
        if (!$order instanceof \WC_Order) {
            return;
        }
        $changes = $order->get_changes();
        $this->saving[spl_object_id($order)] = array_keys($changes);
        if (($changes['status'] ?? '') === 'cancelled') {
            $order->update_meta_data(OrderDrafts::CANCELLED_AT, (string) $this->clock->now());
        }
    }

    /** Fires within the save, before the order's lines are stored. */
    public function onNew($orderId): void
    {
        $this->new[self::key($orderId)] = true;
    }

    /** @param mixed $order */
    public function afterSave($order): void
    {
        if (!is_object($order)) {
            return;
        }
        $changed = $this->saving[spl_object_id($order)] ?? [];
        unset($this->saving[spl_object_id($order)]);
        if (!OrderDrafts::isOrder($order)) {
            return;
        }
        $key = self::key($order->get_id());
        $this->saved[$key] = ($this->saved[$key] ?? false) || $changed !== [];
        $moments = array_keys(array_filter([
            'paid' => in_array('date_paid', $changed, true),
            'fulfilled' => in_array('date_completed', $changed, true),
            'cancelled' => in_array('status', $changed, true) && $order->get_status() === 'cancelled',
        ]));
        if (isset($this->new[$key]) && !OrderContext::isFromCheckout($order)) {
            $this->waiting[$key] = array_fill_keys($moments, true) + ($this->waiting[$key] ?? []);
        } elseif ($moments !== [] || (isset($this->new[$key]) && $order->get_created_via() === 'store-api')) {
            // A cart of the block checkout is whole before it becomes an order; next comes the payment provider.
            $this->write($order, $moments);
        }
        if (count($this->saved) > self::MOST_OPEN) {
            $this->finish($key);
        }
    }

    /** @param int|\WC_Order $order The classic checkout gives the id, the block checkout the order. */
    public function onProcessed($order): void
    {
        $order = wc_get_order($order);
        if (OrderDrafts::isOrder($order) && isset($this->new[self::key($order->get_id())])) {
            $this->write($order, []);
        }
    }

    public function onRefunded($orderId, $refundId): void
    {
        $order = wc_get_order($orderId);
        $refund = wc_get_order($refundId);
        if (!OrderDrafts::isOrder($order) || !$refund instanceof \WC_Order_Refund) {
            return;
        }
        if (isset($this->new[self::key($orderId)])) {
            $this->write($order, []);
        }
        $this->capture->keep(RefundDrafts::created($refund, $order));
    }

    /** Writes what is left of the orders saved so far, but for one that may still be being made. */
    public function finish(?string $except = null): void
    {
        foreach ($this->saved as $key => $changed) {
            if ($key !== $except) {
                unset($this->saved[$key]);
                [$site, $id] = array_map('intval', explode('/', $key));
                self::onSite($site, fn() => $this->close($key, $id, $changed));
                unset($this->new[$key], $this->waiting[$key], $this->written[$key]);
            }
        }
    }

    private function close(string $key, int $id, bool $changed): void
    {
        $order = wc_get_order($id);
        if (!OrderDrafts::isOrder($order)) {
            return;
        }
        if (isset($this->new[$key])) {
            $this->write($order, array_keys($this->waiting[$key] ?? []));
        }
        $drafts = new OrderDrafts($order);
        $isNews = $changed && ($this->written[$key] ?? '') !== $drafts->fingerprint();
        if ($drafts->changedSince() || $isNews) {
            $this->capture->keep($drafts->updated());
        }
    }

    /**
     * @param \WC_Order $order
     * @param string[]  $moments What happened to it: method names of `OrderDrafts`.
     */
    private function write($order, array $moments): void
    {
        $key = self::key($order->get_id());
        $drafts = new OrderDrafts($order);
        $keep = [];
        if (isset($this->new[$key])) {
            $keep = array_merge([$drafts->created()], $drafts->consents());
            unset($this->new[$key]);
        }
        foreach ($moments as $moment) {
            $keep[] = $drafts->{$moment}();
        }
        foreach (array_filter($keep) as $draft) {
            $this->capture->keep($draft);
        }
        $this->written[$key] = $drafts->fingerprint();
    }

    /** @param mixed $orderId Of an order of the present site. */
    private static function key($orderId): string
    {
        return get_current_blog_id() . '/' . (int) $orderId;
    }

    private static function onSite(int $site, callable $do): void
    {
        if ($site === get_current_blog_id()) {
            $do();
            return;
        }
        switch_to_blog($site);
        try {
            $do();
        } finally {
            restore_current_blog();
        }
    }
}
