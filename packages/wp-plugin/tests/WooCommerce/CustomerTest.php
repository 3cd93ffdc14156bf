<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Handoff\Tests\Support\Kept;
use WC_Customer;

final class CustomerTest extends ShopTestCase
{
    public function testARegistrationIsACustomer(): void
    {
        $id = $this->register();

        $event = $this->only('customer.created');
        $registered = strtotime(get_userdata($id)->user_registered . ' UTC');
        self::assertSame("customer.created:woocommerce-$id:$registered", $event['idempotencyKey']);
        self::assertSame(['email' => 'ada@example.com', 'externalIds' => ['woocommerce_customer' => (string) $id]], $event['subject']);
        self::assertSame(
            ['customerId' => (string) $id, 'ordersCount' => 0, 'totalSpent' => '0.00', 'currency' => 'EUR'],
            $event['data']
        );
        self::assertStringNotContainsString(self::PASSWORD, (string) json_encode(Kept::envelopes()));
    }

    public function testANewAddressIsOneUpdateWithAllOfIt(): void
    {
        $id = $this->register();
        $customer = new WC_Customer($id);
        $customer->set_props(['billing_city' => 'Berlin', 'billing_country' => 'DE', 'billing_phone' => '030 901820']);
        $customer->save();
        Kept::endRequest();

        $event = $this->only('customer.updated');
        self::assertSame(['city' => 'Berlin', 'phone' => '030 901820', 'country' => 'DE'], $event['data']['address']);
        self::assertSame(['030 901820', 'DE'], [$event['subject']['phone'], $event['subject']['country']]);
    }

    public function testAChangedProfileIsAnUpdate(): void
    {
        $id = $this->register();
        wp_update_user(['ID' => $id, 'user_email' => 'new@example.com', 'user_pass' => self::PASSWORD . '-new']);
        Kept::endRequest();

        self::assertSame('new@example.com', $this->only('customer.updated')['subject']['email']);
        self::assertStringNotContainsString(self::PASSWORD, (string) json_encode(Kept::envelopes()));
    }

    public function testTwoChangesWithinOneSecondAreTwoUpdates(): void
    {
        $id = $this->register();
        foreach (['Ada', 'Augusta'] as $name) {
            wp_update_user(['ID' => $id, 'first_name' => $name]);
            update_user_meta($id, 'last_update', '1795000000');
            Kept::endRequest();
        }
        self::assertSame(['Ada', 'Augusta'], array_column(array_column(Kept::envelopes('customer.updated'), 'subject'), 'firstName'));
    }

    public function testWhatNobodySeesIsNoUpdate(): void
    {
        $id = $this->register();
        wp_update_user(['ID' => $id, 'user_pass' => 'another-password']);
        $customer = new WC_Customer($id);
        $customer->set_is_paying_customer(true);
        $customer->save();
        update_user_meta($id, 'wc_last_active', (string) time());
        Kept::endRequest();
        self::assertSame([], Kept::envelopes('customer.updated'));
    }

    public function testAnEditorIsNoCustomer(): void
    {
        $id = $this->actAs('editor');
        Kept::endRequest();
        wp_update_user(['ID' => $id, 'first_name' => 'Ed']);
        Kept::endRequest();
        self::assertSame(['user.registered'], Kept::types());
    }

    public function testASecondPurchaseCountsTheOrders(): void
    {
        $this->buy(['createaccount' => '1', 'account_password' => self::PASSWORD]);
        $this->buy(['billing_phone' => '030 123'], [101 => 1]);

        $data = $this->only('customer.updated')['data'];
        self::assertSame('030 123', $data['address']['phone']);
        self::assertSame([2, '25.00'], [$data['ordersCount'], $data['totalSpent']], 'The second is there, and not paid yet.');
    }

    public function testOrdersAreNotCountedWhereThatIsSlow(): void
    {
        update_option('woocommerce_custom_orders_table_enabled', 'no');
        $id = $this->register();
        self::assertSame(['customerId' => (string) $id], $this->only('customer.created')['data']);
    }

    private function register(): int
    {
        $id = wc_create_new_customer('ada@example.com', 'ada', self::PASSWORD);
        Kept::endRequest();
        return $id;
    }
}
