<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\Capture;

/**
 * Captures customers' accounts as they change, from wherever: checkout, account pages, admin, REST, other plugins. All
 * of them end in WordPress' user and its members, so those are watched; an account is written once a request, whole.
 *
 * WooCommerce's and WordPress' hooks hand over the clear-text password beside the id: only ids are taken.
 */
final class CustomerWatch
{
    /** A long import is not held in memory until its end. */
    private const MOST_OPEN = 50;

    private Capture $capture;

    /** @var array<int, true> */
    private array $new = [];
    /** @var array<int, true> */
    private array $changed = [];

    public function __construct(Capture $capture)
    {
        $this->capture = $capture;
    }

    public function listen(): void
    {
        $on = function (string $hook, callable $listener, int $priority, int $arguments): void {
            add_action($hook, $this->capture->listener('woocommerce customers', $listener), $priority, $arguments);
        };
        $on('woocommerce_created_customer', [$this, 'onCreated'], 10, 1);
        $on('profile_update', [$this, 'onProfile'], 10, 2);
        $on('added_user_meta', [$this, 'onMember'], 10, 3);
        $on('updated_user_meta', [$this, 'onMember'], 10, 3);
        // An order's buyer is there before the order.
        $on('woocommerce_checkout_order_processed', [$this, 'finish'], 900, 0);
        $on('woocommerce_store_api_checkout_order_processed', [$this, 'finish'], 900, 0);
        $on('shutdown', [$this, 'finish'], -1, 0);
    }

    public function onCreated($userId): void
    {
        $this->new[(int) $userId] = true;
        $this->limit((int) $userId);
    }

    /** @param \WP_User $before */
    public function onProfile($userId, $before): void
    {
        $now = get_userdata((int) $userId);
        if ($now !== false && [$now->user_email, $now->display_name] !== [$before->user_email, $before->display_name]) {
            $this->changed[(int) $userId] = true;
            $this->limit((int) $userId);
        }
    }

    public function onMember($memberId, $userId, $name): void
    {
        if (preg_match('/^(billing_|shipping_|first_name$|last_name$)/', (string) $name) === 1) {
            $this->changed[(int) $userId] = true;
            $this->limit((int) $userId);
        }
    }

    /** Writes the accounts seen so far, but for one that may still be being made. */
    public function finish(?int $except = null): void
    {
        foreach (array_keys($this->new + $this->changed) as $userId) {
            if ($userId === $except) {
                continue;
            }
            $isNew = isset($this->new[$userId]);
            unset($this->new[$userId], $this->changed[$userId]);
            $drafts = $isNew || CustomerDrafts::isCustomer($userId) ? CustomerDrafts::ofUser($userId) : null;
            if ($drafts !== null) {
                $this->capture->keep($isNew ? $drafts->created() : $drafts->updated());
            }
        }
    }

    private function limit(int $userId): void
    {
        if (count($this->new + $this->changed) > self::MOST_OPEN) {
            $this->finish($userId);
        }
    }
}
