<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Handoff\Tests\Support\Kept;
use WC_Order;

final class OrderLifeTest extends ShopTestCase
{
    public function testACompletedOrderIsFulfilledOnce(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $order = $this->change($id, static fn(WC_Order $order) => $order->update_status('completed'));
        $this->change($id, static fn(WC_Order $order) => $order->save());

        $event = $this->only('order.fulfilled');
        self::assertSame('fulfilled', $event['data']['status']);
        self::assertSame("order.fulfilled:woocommerce-$id:{$order->get_date_completed()->getTimestamp()}", $event['idempotencyKey']);
    }

    public function testAnOrderCancelledTwiceIsCancelledTwice(): void
    {
        ['order_id' => $id] = $this->buy(['payment_method' => 'bacs']);
        foreach (['cancelled', 'on-hold', 'cancelled'] as $status) {
            $this->moveClock(3600);
            $this->change($id, static fn(WC_Order $order) => $order->update_status($status));
            $this->change($id, static fn(WC_Order $order) => $order->save());
        }

        $times = array_map('strtotime', array_column(Kept::envelopes('order.cancelled'), 'occurredAt'));
        self::assertCount(2, $times);
        self::assertEqualsWithDelta(7200, $times[1] - $times[0], 5);
    }

    public function testChangesOfOneRequestAreOneUpdateWithTheLastState(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $order = $this->change($id, static function (WC_Order $order): void {
            $order->set_billing_city('Hamburg');
            $order->save();
            $order->set_billing_postcode('20095');
            $order->save();
        });

        $event = $this->only('order.updated');
        self::assertSame(['Hamburg', '20095'], [$event['data']['billingAddress']['city'], $event['data']['billingAddress']['postalCode']]);
        self::assertStringStartsWith(
            "order.updated:woocommerce-$id:{$order->get_date_modified()->getTimestamp()}-",
            $event['idempotencyKey']
        );
    }

    public function testTwoChangesWithinOneSecondAreTwoUpdates(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $at = time();
        foreach (['Hamburg', 'Bremen'] as $city) {
            $this->change($id, static function (WC_Order $order) use ($city, $at): void {
                $order->set_billing_city($city);
                $order->set_date_modified($at);
                $order->save();
            });
        }
        $cities = array_map(static fn(array $event) => $event['data']['billingAddress']['city'], Kept::envelopes('order.updated'));
        self::assertSame(['Hamburg', 'Bremen'], $cities);
    }

    public function testAChangeRightAfterTheOrderWasMadeIsTold(): void
    {
        $this->actAs('administrator');
        $body = ['billing' => ['email' => 'rest@example.com'], 'line_items' => [['product_id' => 101, 'quantity' => 1]]];
        $id = (int) $this->rest('POST', '/wc/v3/orders', $body)->get_data()['id'];
        Kept::endRequest();
        $this->rest('PUT', "/wc/v3/orders/$id", ['billing' => ['email' => 'right@example.com']]);
        Kept::endRequest();

        self::assertSame('rest@example.com', $this->only('order.created')['subject']['email']);
        self::assertSame('right@example.com', $this->only('order.updated')['subject']['email']);
    }

    public function testAPartialRefundTellsWhatWentBack(): void
    {
        update_option('wc_fixture_tax_rate', '19');
        update_option('woocommerce_prices_include_tax', 'yes');
        ['order_id' => $id] = $this->buy([], [101 => 2, 103 => 1]);
        $this->letTimePass($id);
        $lineId = array_key_first(wc_get_order($id)->get_items());
        $refund = wc_create_refund([
            'order_id' => $id, 'amount' => '12.50', 'reason' => 'One tin was dented',
            'line_items' => [$lineId => ['qty' => 1, 'refund_total' => 10.504202, 'refund_tax' => 1.995798]],
        ]);
        Kept::endRequest();

        $event = $this->only('refund.created');
        $at = $refund->get_date_created()->getTimestamp();
        self::assertSame("refund.created:woocommerce-{$refund->get_id()}:$at", $event['idempotencyKey']);
        self::assertSame('ada@example.com', $event['subject']['email']);
        self::assertSame(
            [(string) $refund->get_id(), (string) $id, 'EUR', '12.50', '2.00', 'One tin was dented'],
            array_map(static fn(string $name) => $event['data'][$name], ['refundId', 'orderId', 'currency', 'amount', 'tax', 'reason'])
        );
        self::assertSame([[
            'lineItemId' => (string) $lineId, 'quantity' => 1, 'amount' => '12.50', 'tax' => '2.00',
            'title' => 'Assam Breakfast', 'sku' => 'ASSAM-100',
        ]], $event['data']['lines']);
        $updated = $this->only('order.updated')['data'];
        self::assertSame(['partially_refunded', '84.00', '71.50'], [$updated['status'], $updated['total'], $updated['currentTotal']]);
    }

    public function testARefundByAmountTellsTheAmountsOfItsLinesAndFees(): void
    {
        update_option('wc_fixture_tax_rate', '21');
        update_option('woocommerce_prices_include_tax', 'yes');
        add_action('woocommerce_cart_calculate_fees', static fn($cart) => $cart->add_fee('Cash on delivery', 4.95));
        ['order_id' => $id] = $this->buy([], [101 => 2]);
        $this->letTimePass($id);
        $order = wc_get_order($id);
        wc_create_refund(['order_id' => $id, 'amount' => '10.99', 'line_items' => [
            array_key_first($order->get_items()) => ['qty' => 0, 'refund_total' => 4.132231, 'refund_tax' => 0.87],
            array_key_first($order->get_items('fee')) => ['qty' => 0, 'refund_total' => 4.95, 'refund_tax' => 1.04],
        ]]);
        Kept::endRequest();

        $data = $this->only('refund.created')['data'];
        self::assertSame(['10.99', '1.91'], [$data['amount'], $data['tax']]);
        self::assertSame(
            [[0, '5.00', '0.87']],
            array_map(static fn(array $line): array => [$line['quantity'], $line['amount'], $line['tax']], $data['lines'])
        );
        self::assertSame([['title' => 'Cash on delivery', 'amount' => '5.99', 'tax' => '1.04']], $data['fees']);
    }

    public function testAFullRefundLeavesARefundedOrder(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        wc_create_refund(['order_id' => $id, 'amount' => '25.00']);
        Kept::endRequest();

        self::assertSame('25.00', $this->only('refund.created')['data']['amount']);
        self::assertSame([], $this->only('refund.created')['data']['lines']);
        self::assertSame('refunded', $this->only('order.updated')['data']['status']);
    }

    public function testATrashedOrderTellsNothing(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $this->change($id, static fn(WC_Order $order) => $order->update_status('trash'));
        self::assertSame(['order.created', 'order.paid'], Kept::types());
    }
}
