<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Handoff\Tests\Support\Kept;
use Handoff\Tests\Support\Schema;
use Handoff\Tests\TestCase;
use WC_Order;

/** A shop where people buy tea. */
abstract class ShopTestCase extends TestCase
{
    protected const PASSWORD = 'Correct-horse-battery-4711';

    protected function setUp(): void
    {
        parent::setUp();
        if (!class_exists('WC_Fixture_Store')) {
            self::markTestSkipped('These tests drive the stand-in for WooCommerce; a real one is driven over HTTP.');
        }
        $_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0 (test)';
    }

    /**
     * Posts the classic checkout, in a request of its own.
     *
     * @param array<string, string>  $post What is typed besides or instead.
     * @param array<int, int>        $cart
     *
     * @return array{result: string, order_id: int, message?: string}
     */
    protected function buy(array $post = [], array $cart = [101 => 2]): array
    {
        $_POST = wp_slash($post + [
            'billing_first_name' => 'Ada', 'billing_last_name' => 'Lovelace', 'billing_company' => 'Engines Ltd',
            'billing_country' => 'DE', 'billing_address_1' => 'Musterstraße 12', 'billing_postcode' => '10115',
            'billing_city' => 'Berlin', 'billing_state' => 'DE-BE', 'billing_phone' => '030 901820',
            'billing_email' => 'ada@example.com', 'payment_method' => 'fixture_card',
        ]);
        wc_fixture_take_cart(wp_unslash($_POST) + ['cart' => $cart]);
        $result = WC()->checkout()->process_checkout();
        Kept::endRequest();
        $_POST = [];
        return $result;
    }

    /**
     * Posts the block checkout.
     *
     * @param array<string, mixed> $body
     */
    protected function buyByBlocks(array $body = []): int
    {
        $answer = $this->rest('POST', '/wc/store/v1/checkout', $body + [
            'cart' => [101 => 1],
            'billing_address' => [
                'first_name' => 'Grace', 'last_name' => 'Hopper', 'email' => 'grace@example.com', 'country' => 'US', 'state' => 'CA',
                'address_1' => '1 Main St', 'city' => 'Oakland', 'postcode' => '94601', 'phone' => '(510) 555-0100',
            ],
            'payment_method' => 'fixture_card',
        ]);
        Kept::endRequest();
        return (int) $answer->get_data()['order_id'];
    }

    /** Changes an order in a request of its own. */
    protected function change(int $orderId, callable $change): WC_Order
    {
        $order = wc_get_order($orderId);
        $change($order);
        Kept::endRequest();
        return wc_get_order($orderId);
    }

    /** Makes what happened so far a while ago, so that the next change falls into another second. */
    protected function letTimePass(int $orderId, int $seconds = 3600): void
    {
        global $wpdb;
        $table = "{$wpdb->prefix}wc_orders";
        $props = json_decode((string) $wpdb->get_var($wpdb->prepare('SELECT props FROM %i WHERE id = %d', $table, $orderId)), true);
        foreach (['date_created', 'date_modified', 'date_paid', 'date_completed'] as $date) {
            $props[$date] = $props[$date] === null ? null : $props[$date] - $seconds;
        }
        $wpdb->update($table, [
            'props' => wp_json_encode($props),
            'date_created_gmt' => gmdate('Y-m-d H:i:s', $props['date_created']),
            'date_updated_gmt' => gmdate('Y-m-d H:i:s', $props['date_modified']),
        ], ['id' => $orderId]);
    }

    /** @return array<string, mixed> The only event of a type; fails where there is none or more. */
    protected function only(string $type): array
    {
        $found = Kept::envelopes($type);
        self::assertCount(1, $found, "Events of type $type");
        $schema = ['order' => 'order-data', 'refund' => 'refund-data', 'customer' => 'customer-data'][strtok($type, '.')] ?? null;
        if ($schema !== null) {
            self::assertSame([], (new Schema($schema))->problems($found[0]['data']), $type);
        }
        self::assertSame([], (new Schema('envelope'))->problems($found[0]), $type);
        return $found[0];
    }
}
