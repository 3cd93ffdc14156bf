<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Automattic\WooCommerce\Utilities\FeaturesUtil;
use Handoff\Tests\Support\Kept;
use RuntimeException;
use WC_Order;

final class PurchaseTest extends ShopTestCase
{
    public function testAPurchaseIsCreatedOnceAndPaidOnce(): void
    {
        ['order_id' => $id] = $this->buy();

        self::assertSame(['order.created', 'order.paid'], Kept::types());
        $created = $this->only('order.created');
        self::assertSame('pending', $created['data']['status']);
        self::assertSame("order.created:woocommerce-$id:1", $created['idempotencyKey']);
        $paid = $this->only('order.paid');
        self::assertSame('paid', $paid['data']['status']);
        self::assertSame('processing', $paid['data']['shopStatus']);
        self::assertSame('25.00', $paid['data']['total']);
    }

    public function testAnOrderTellsWhoBoughtWhatFromWhere(): void
    {
        $note = 'Please ring twice.';
        ['order_id' => $id] = $this->buy(['order_comments' => $note, 'coupon_code' => 'autumn10', 'shipping_method' => '1'], [103 => 1, 101 => 2]);

        $created = $this->only('order.created');
        self::assertSame([
            'email' => 'ada@example.com', 'phone' => '030 901820', 'name' => 'Ada Lovelace', 'company' => 'Engines Ltd', 'country' => 'DE',
            'firstName' => 'Ada', 'lastName' => 'Lovelace',
        ], $created['subject']);
        $data = $created['data'];
        self::assertSame((string) $id, $data['orderId']);
        self::assertSame(
            ['78.90', '74.00', '0.00', '4.90', '10.00', 'EUR'],
            [$data['total'], $data['subtotal'], $data['tax'], $data['shipping'], $data['discount'], $data['currency']]
        );
        self::assertSame(['autumn10'], $data['discountCodes']);
        self::assertSame(['Flat rate'], $data['shippingMethods']);
        self::assertSame(['Card'], $data['paymentMethods']);
        self::assertSame($note, $data['note']);
        [$kettle, $tea] = $data['lines'];
        self::assertSame('KETTLE-RED', $kettle['sku']);
        self::assertSame(['102', '103'], [$kettle['productId'], $kettle['variantId']]);
        self::assertSame(['59.00', '10.00', 1], [$kettle['unitPrice'], $kettle['discount'], $kettle['quantity']]);
        self::assertSame(['Colour' => 'Red'], $kettle['properties']);
        self::assertSame(['12.50', 2, 'ASSAM-100'], [$tea['unitPrice'], $tea['quantity'], $tea['sku']]);
        self::assertArrayNotHasKey('discount', $tea);
        self::assertSame([
            'name' => 'Ada Lovelace', 'company' => 'Engines Ltd', 'line1' => 'Musterstraße 12', 'city' => 'Berlin',
            'postalCode' => '10115', 'phone' => '030 901820', 'region' => 'Berlin', 'regionCode' => 'DE-BE', 'country' => 'DE',
        ], $data['billingAddress']);
        self::assertArrayNotHasKey('shippingAddress', $data);
        self::assertSame('203.0.113.7', $created['context']['ip']);
        self::assertSame(wc_get_checkout_url(), $created['context']['page']);
    }

    public function testPricesWithTaxAreTakenAsTheShopEntersThem(): void
    {
        update_option('woocommerce_prices_include_tax', 'yes');
        update_option('wc_fixture_tax_rate', '19');
        $this->buy([], [101 => 3]);

        $data = $this->only('order.created')['data'];
        self::assertTrue($data['taxesIncluded']);
        self::assertSame(['12.50', '37.50', '37.50'], [$data['lines'][0]['unitPrice'], $data['subtotal'], $data['total']]);
        self::assertSame(['5.99', '5.99'], [$data['tax'], $data['lines'][0]['tax']]);
        self::assertSame([['title' => 'VAT', 'rate' => 0.19, 'amount' => '5.99']], $data['taxes']);
    }

    /** @dataProvider pricesThatDoNotDivide */
    public function testLinesComeToTheTotalToTheCentHoweverTaxIsRounded(string $prices, string $rate, string $total): void
    {
        update_option('woocommerce_prices_include_tax', $prices);
        update_option('wc_fixture_tax_rate', $rate);
        $this->buy(['coupon_code' => 'autumn10', 'shipping_method' => '1'], [101 => 3, 103 => 1, 102 => 7]);

        $data = $this->only('order.created')['data'];
        self::assertSame($total, $data['total']);
        $cents = static fn(string $amount): int => (int) round((float) $amount * 100);
        $sum = static fn(string $of): int => array_sum(array_map($cents, array_column($data['lines'], $of)));
        self::assertSame($cents($data['subtotal']), $sum('amount'));
        self::assertSame(
            $cents($data['total']),
            $sum('amount') + $cents($data['shipping']) + ($data['taxesIncluded'] ? 0 : $cents($data['tax']))
        );
        self::assertSame($cents($data['discount']), $sum('discount'));
        [$tea] = $data['lines'];
        self::assertSame(['12.50', '10.00', '27.50'], [$tea['unitPrice'], $tea['discount'], $tea['amount']]);
    }

    /** @return array<string, array{string, string, string}> */
    public function pricesThatDoNotDivide(): array
    {
        return [
            'with 19 %' => ['yes', '19', '505.33'], 'with 21 %' => ['yes', '21', '505.43'],
            'with 8.875 %' => ['yes', '8.875', '504.83'], 'without' => ['no', '21', '610.33'],
        ];
    }

    public function testARateIsAFraction(): void
    {
        update_option('wc_fixture_tax_rate', '8.875');
        $this->buy();
        self::assertSame(0.08875, $this->only('order.created')['data']['taxes'][0]['rate']);
    }

    public function testFeesAreToldBesideTheLines(): void
    {
        update_option('woocommerce_prices_include_tax', 'yes');
        update_option('wc_fixture_tax_rate', '21');
        add_action('woocommerce_cart_calculate_fees', static function ($cart): void {
            $cart->add_fee('Cash on delivery', 4.95);
            $cart->add_fee('Loyal customer', -2);
        });
        $this->buy([], [101 => 2]);

        $data = $this->only('order.created')['data'];
        self::assertSame([
            ['title' => 'Cash on delivery', 'amount' => '5.99', 'tax' => '1.04'],
            ['title' => 'Loyal customer', 'amount' => '-2.42', 'tax' => '-0.42'],
        ], $data['fees']);
        self::assertSame(['25.00', '28.57', '4.96'], [$data['lines'][0]['amount'], $data['total'], $data['tax']]);
    }

    public function testPricesWithoutTaxStayWithoutIt(): void
    {
        update_option('wc_fixture_tax_rate', '19');
        $this->buy([], [101 => 1]);

        $data = $this->only('order.created')['data'];
        self::assertFalse($data['taxesIncluded']);
        self::assertSame(['12.50', '12.50', '14.88'], [$data['lines'][0]['unitPrice'], $data['subtotal'], $data['total']]);
    }

    public function testACurrencyWithoutDecimalsHasNone(): void
    {
        update_option('woocommerce_currency', 'JPY');
        update_option('woocommerce_price_num_decimals', '0');
        $this->buy([], [103 => 2]);

        $data = $this->only('order.created')['data'];
        self::assertSame(['JPY', '118', '59', '0'], [$data['currency'], $data['total'], $data['lines'][0]['unitPrice'], $data['tax']]);
    }

    public function testACampaignSavedAfterTheOrderIsInIt(): void
    {
        $this->buy([
            'wc_order_attribution_utm_source' => 'newsletter', 'wc_order_attribution_utm_campaign' => 'autumn',
            'wc_order_attribution_utm_medium' => '(none)', 'wc_order_attribution_referrer' => 'https://news.example/autumn',
        ]);

        $context = $this->only('order.created')['context'];
        self::assertSame(['source' => 'newsletter', 'campaign' => 'autumn'], $context['utm']);
        self::assertSame('https://news.example/autumn', $context['referrer']);
    }

    public function testAnOrderIsKeptBeforeThePaymentProviderIsAsked(): void
    {
        $keptBefore = null;
        add_action('woocommerce_pre_payment_complete', static function () use (&$keptBefore): void {
            $keptBefore = Kept::types();
        });
        $this->buy();
        self::assertSame(['order.created'], $keptBefore);
    }

    public function testAnOrderOfABlockCheckoutIsKeptBeforeThePaymentProviderIsAsked(): void
    {
        $keptBefore = null;
        add_action('woocommerce_pre_payment_complete', static function () use (&$keptBefore): void {
            $keptBefore = Kept::types();
        });
        $this->buyByBlocks();
        self::assertSame(['order.created'], $keptBefore);
    }

    /** @dataProvider blockCheckouts */
    public function testABlockCheckoutIsCreatedOnceAndPaidOnce(string $pendingFirst): void
    {
        update_option('wc_fixture_block_pending', $pendingFirst);
        $this->buyByBlocks();

        self::assertSame(['order.created', 'order.paid'], Kept::types());
        $created = $this->only('order.created');
        self::assertSame('grace@example.com', $created['subject']['email']);
        self::assertSame(['California', 'CA'], [$created['data']['billingAddress']['region'], $created['data']['billingAddress']['regionCode']]);
        self::assertSame('12.50', $created['data']['subtotal']);
        self::assertSame('paid', $this->only('order.paid')['data']['status']);
    }

    /** @return array<string, array{string}> */
    public function blockCheckouts(): array
    {
        return ['that makes the order pending before payment' => ['yes'], 'that hands over the draft' => ['no']];
    }

    public function testACartThatIsNotPlacedIsNoOrder(): void
    {
        $order = new WC_Order();
        $order->set_props(['created_via' => 'store-api', 'status' => 'checkout-draft', 'billing_email' => 'ada@example.com']);
        $order->save();
        $order->set_props(['billing_city' => 'Berlin']);
        $order->save();
        Kept::endRequest();
        self::assertSame([], Kept::types());
    }

    public function testADeclinedPaymentLeavesAnOrderThatIsNotPaid(): void
    {
        self::assertSame('failure', $this->buy(['payment_method' => 'fixture_declined'])['result']);
        self::assertSame(['order.created'], Kept::types());
        self::assertSame('pending', $this->only('order.created')['data']['status']);
    }

    public function testAnOrderToBePaidOnDeliveryIsPaidWithItsDelivery(): void
    {
        ['order_id' => $id] = $this->buy(['payment_method' => 'cod']);
        self::assertSame(['order.created', 'order.updated'], Kept::types());
        self::assertSame('open', $this->only('order.updated')['data']['status']);

        $this->change($id, static fn(WC_Order $order) => $order->update_status('completed'));
        self::assertSame('fulfilled', $this->only('order.fulfilled')['data']['status']);
        self::assertSame((string) $id, $this->only('order.paid')['data']['orderId']);
    }

    public function testAnOrderFilledAfterItWasMadeIsToldWhole(): void
    {
        $order = wc_create_order(['created_via' => 'my-subscriptions']);
        WC()->cart->content = [101 => 4];
        WC()->cart->fill($order);
        WC()->cart->empty_cart();
        $order->set_billing_email('late@example.com');
        $order->calculate_totals();
        $order->payment_complete();
        Kept::endRequest();

        self::assertSame(['order.created', 'order.paid'], Kept::types());
        $created = $this->only('order.created');
        self::assertSame('50.00', $created['data']['total']);
        self::assertCount(1, $created['data']['lines']);
        self::assertSame('late@example.com', $created['subject']['email']);
        self::assertArrayNotHasKey('ip', $created['context'] ?? [], 'The request is not the buyer’s.');
    }

    public function testAnOrderMadeByRestIsCreatedOnceAndPaidOnce(): void
    {
        $this->actAs('administrator');
        $answer = $this->rest('POST', '/wc/v3/orders', [
            'billing' => ['email' => 'rest@example.com'], 'line_items' => [['product_id' => 101, 'quantity' => 1]], 'set_paid' => true,
        ]);
        Kept::endRequest();

        self::assertSame(201, $answer->get_status());
        self::assertSame(['12.50', '12.50'], [$this->only('order.created')['data']['total'], $this->only('order.paid')['data']['total']]);
        self::assertSame([], Kept::envelopes('order.updated'));
    }

    public function testManyOrdersInOneRequestAreAllKept(): void
    {
        for ($i = 0; $i < 120; $i++) {
            wc_create_order()->calculate_totals();
        }
        self::assertGreaterThan(50, count(Kept::envelopes('order.created')), 'A long import is written on the way.');
        Kept::endRequest();
        self::assertCount(120, Kept::envelopes('order.created'));
    }

    public function testNoSecretAndNoOrderNoteLeavesTheShop(): void
    {
        ['order_id' => $id] = $this->buy(['createaccount' => '1', 'account_password' => self::PASSWORD]);
        $this->change($id, static fn(WC_Order $order) => $order->add_order_note('The buyer sounded annoyed.'));

        $all = (string) json_encode(Kept::envelopes());
        self::assertStringContainsString('customer.created', $all);
        self::assertStringContainsString('user.registered', $all);
        foreach ([self::PASSWORD, 'tok_secret_4711', 'annoyed'] as $secret) {
            self::assertStringNotContainsString($secret, $all);
        }
        self::assertSame([], Kept::envelopes('comment.posted'));
    }

    public function testABuyersAccountComesBeforeTheOrder(): void
    {
        $this->buy(['createaccount' => '1', 'account_password' => self::PASSWORD]);

        self::assertSame(['user.registered', 'customer.created', 'order.created', 'order.paid'], Kept::types());
        $customer = $this->only('customer.created');
        $ids = $this->only('order.paid')['subject']['externalIds'];
        self::assertSame($customer['data']['customerId'], $ids['woocommerce_customer']);
        self::assertSame('Musterstraße 12', $customer['data']['address']['line1']);
    }

    public function testTheShopsOwnQuestionsTravelWithTheOrder(): void
    {
        add_filter('woocommerce_checkout_fields', static function (array $fields): array {
            $fields['billing']['billing_vat'] = ['type' => 'text', 'label' => 'VAT number'];
            return $fields;
        });
        $this->buy(['billing_vat' => 'DE123456789']);
        self::assertSame(['billing_vat' => 'DE123456789'], $this->only('order.created')['data']['attributes']);
    }

    public function testAPurchaseSucceedsWhenAnOrderCannotBeRead(): void
    {
        $log = (string) tempnam(sys_get_temp_dir(), 'log');
        $before = ini_set('error_log', $log);
        add_filter('woocommerce_order_number', static function (): string {
            throw new RuntimeException('broken');
        });
        $result = $this->buy();
        ini_set('error_log', (string) $before);

        self::assertSame('success', $result['result']);
        self::assertSame('processing', wc_get_order($result['order_id'])->get_status());
        self::assertStringContainsString('Handoff: woocommerce orders failed', (string) file_get_contents($log));
        unlink($log);
    }

    public function testNothingIsCapturedWhereTheShopIsSwitchedOff(): void
    {
        $this->services()->settings()->setSource('woocommerce', false, []);
        $this->buy();
        self::assertSame([], Kept::types());
    }

    public function testWooCommerceIsToldWhatHandoffIsFitFor(): void
    {
        self::assertSame(
            ['custom_order_tables' => true, 'cart_checkout_blocks' => true],
            FeaturesUtil::$declared['handoff/handoff.php'] ?? null
        );
    }
}
