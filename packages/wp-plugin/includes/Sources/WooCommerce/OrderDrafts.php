<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\EventDraft;

/**
 * The events of one order, made from its present state alone, so that hook, gap scan and backfill give the same keys. A
 * later look sees a later state, so only `order.updated` is versioned by it; the others by what stays the same from
 * then on.
 */
final class OrderDrafts
{
    /** When an order was cancelled: WooCommerce keeps no such time, and an order may be cancelled twice. */
    public const CANCELLED_AT = '_handoff_cancelled_at';

    /** @var \WC_Order */
    private $order;
    /** @var array<string, mixed> */
    private array $data;
    /** @var array<int, array<string, string>> */
    private array $consent;

    /** @param \WC_Order $order */
    public function __construct($order)
    {
        $this->order = $order;
        $this->data = OrderShape::of($order);
        $this->consent = Consents::of($order);
    }

    /**
     * Whether this is an order at all: a cart under way at the checkout, an order being typed in and a trashed one are not, nor
     * is one that WooCommerce took its buyer from, whose address is nobody's.
     *
     * @param mixed $order
     */
    public static function isOrder($order): bool
    {
        return $order instanceof \WC_Order
            && $order->get_id() > 0
            && $order->get_type() === 'shop_order'
            && !in_array($order->get_status(), ['checkout-draft', 'auto-draft', 'draft', 'new', 'trash'], true)
            && $order->get_meta('_anonymized') !== 'yes';
    }

    public function created(): EventDraft
    {
        return $this->draft('order.created', $this->mark(), self::seconds($this->order->get_date_created()));
    }

    /** Null where it is not paid. */
    public function paid(): ?EventDraft
    {
        $at = self::seconds($this->order->get_date_paid());
        return $at === null ? null : $this->draft('order.paid', $this->mark(), $at);
    }

    /** Null where it was never completed. */
    public function fulfilled(): ?EventDraft
    {
        $at = self::seconds($this->order->get_date_completed());
        return $at === null ? null : $this->draft('order.fulfilled', (string) $at, $at);
    }

    /** Null where it is not cancelled. */
    public function cancelled(): ?EventDraft
    {
        if ($this->order->get_status() !== 'cancelled') {
            return null;
        }
        $at = $this->cancelledAt();
        return $this->draft('order.cancelled', (string) ($at ?? $this->mark()), $at ?? $this->modifiedAt());
    }

    /** Its present state, whatever came before. */
    public function updated(): EventDraft
    {
        $at = $this->modifiedAt();
        return $this->draft('order.updated', "$at-{$this->fingerprint()}", $at);
    }

    /** Whether it was changed after all its other events. */
    public function changedSince(): bool
    {
        return $this->modifiedAt() > max(
            (int) self::seconds($this->order->get_date_created()),
            (int) self::seconds($this->order->get_date_paid()),
            (int) self::seconds($this->order->get_date_completed()),
            (int) $this->cancelledAt()
        );
    }

    /** @return EventDraft[] What the buyer agreed to at the checkout, each as an event of its own. */
    public function consents(): array
    {
        return array_map(function (array $consent): EventDraft {
            $at = (int) strtotime($consent['at']);
            $draft = $this->draft('consent.updated', "{$consent['channel']}-{$consent['state']}-$at", $at);
            $draft->consent = [$consent];
            $draft->data = ['orderId' => $this->data['orderId']]
                + array_intersect_key($consent, ['channel' => 1, 'state' => 1]);
            $customerId = (int) $this->order->get_customer_id();
            $draft->data += $customerId > 0 ? ['customerId' => (string) $customerId] : [];
            return $draft;
        }, $this->consent);
    }

    /** @return EventDraft[] Every event its state tells of, oldest kind first. */
    public function all(): array
    {
        return array_values(array_filter(array_merge(
            [$this->created()],
            $this->consents(),
            [$this->paid(), $this->fulfilled(), $this->cancelled(), $this->changedSince() ? $this->updated() : null]
        )));
    }

    /** Tells two states apart that fall into one second; made only of what the order itself keeps. */
    public function fingerprint(): string
    {
        $own = array_intersect_key($this->data, array_flip([
            'shopStatus', 'total', 'currentTotal', 'billingAddress', 'shippingAddress', 'note', 'discountCodes',
        ]));
        foreach (['billingAddress', 'shippingAddress'] as $address) {
            // The region's name is in the language of whoever looks; its code is the order's.
            $own[$address] = array_diff_key($own[$address] ?? [], ['region' => 1]);
        }
        $own['email'] = (string) $this->order->get_billing_email();
        foreach ($this->data['lines'] as $line) {
            $own['lines'][] = array_intersect_key($line, ['id' => 1, 'quantity' => 1, 'unitPrice' => 1, 'discount' => 1]);
        }
        ksort($own);
        return substr(md5((string) json_encode($own)), 0, 8);
    }

    private function draft(string $type, string $version, ?int $at): EventDraft
    {
        $draft = new EventDraft($type, 'woocommerce-' . $this->order->get_id(), $version);
        $draft->source = 'woocommerce';
        $draft->occurredAt = $at;
        $draft->data = $this->data;
        $draft->subject = People::ofOrder($this->order);
        $draft->context = OrderContext::of($this->order);
        $draft->consent = $this->consent;
        return $draft;
    }

    /**
     * Tells the order from another with its id: a shop that is set back to yesterday's backup gives the ids of today again.
     * Made of the key WooCommerce gives each order; not the key itself, which opens the order to whoever has it.
     */
    private function mark(): string
    {
        $key = (string) $this->order->get_order_key();
        return $key === '' ? '1' : substr(md5($key), 0, 8);
    }

    private function modifiedAt(): int
    {
        return (int) (self::seconds($this->order->get_date_modified()) ?? self::seconds($this->order->get_date_created()));
    }

    private function cancelledAt(): ?int
    {
        $at = (int) $this->order->get_meta(self::CANCELLED_AT);
        return $at > 0 ? $at : null;
    }

    /** @param \WC_DateTime|null $time */
    private static function seconds($time): ?int
    {
        return $time === null ? null : $time->getTimestamp();
    }
}
