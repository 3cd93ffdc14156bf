<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Automattic\WooCommerce\Utilities\OrderUtil;
use Handoff\Capture\EventDraft;

/** The events of one customer's account. */
final class CustomerDrafts
{
    /** @var \WC_Customer */
    private $customer;

    /** @param \WC_Customer $customer */
    public function __construct($customer)
    {
        $this->customer = $customer;
    }

    /** @return string[] The roles whose accounts are customers'. */
    public static function roles(): array
    {
        /**
         * Filters which roles are customers of the shop, for shops with roles such as `wholesale_customer`.
         *
         * @param string[] $roles
         */
        return (array) apply_filters('handoff_customer_roles', ['customer']);
    }

    /** Null where there is no such account. */
    public static function ofUser(int $userId): ?self
    {
        return get_userdata($userId) === false ? null : new self(new \WC_Customer($userId));
    }

    public static function isCustomer(int $userId): bool
    {
        $user = get_userdata($userId);
        return $user !== false && array_intersect((array) $user->roles, self::roles()) !== [];
    }

    public function created(): EventDraft
    {
        $user = get_userdata((int) $this->customer->get_id());
        $at = $user === false ? 0 : (int) strtotime($user->user_registered . ' UTC');
        // A shop that is set back to yesterday's backup gives the ids of today again.
        return $this->draft('customer.created', (string) $at, $at > 0 ? $at : null);
    }

    public function updated(): EventDraft
    {
        $changed = $this->customer->get_date_modified();
        $at = $changed === null ? time() : $changed->getTimestamp();
        $draft = $this->draft('customer.updated', (string) $at, $at);
        // Two changes within one second are two.
        $draft->nativeVersion .= '-' . substr(md5((string) json_encode([
            array_diff_key($draft->data, ['ordersCount' => 1, 'totalSpent' => 1]),
            $draft->subject,
        ])), 0, 8);
        return $draft;
    }

    private function draft(string $type, string $version, ?int $at): EventDraft
    {
        $id = (string) $this->customer->get_id();
        $draft = new EventDraft($type, "woocommerce-$id", $version);
        $draft->source = 'woocommerce';
        $draft->occurredAt = $at;
        $draft->subject = People::ofCustomer($this->customer);
        $draft->data = array_filter([
            'customerId' => $id,
            'address' => People::address($this->customer, 'billing'),
            'shippingAddress' => People::address($this->customer, 'shipping'),
        ]) + $this->orders();
        return $draft;
    }

    /** @return array<string, mixed> Left out where WooCommerce keeps orders as posts: counting them there is slow. */
    private function orders(): array
    {
        if (!class_exists(OrderUtil::class) || !OrderUtil::custom_orders_table_usage_is_enabled()) {
            return [];
        }
        $currency = get_woocommerce_currency();
        return [
            'ordersCount' => (int) $this->customer->get_order_count(),
            'totalSpent' => (new Money($currency))->amount($this->customer->get_total_spent()),
            'currency' => $currency,
        ];
    }
}
