<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Automattic\WooCommerce\Blocks\Domain\Services\CheckoutFields;
use Automattic\WooCommerce\Blocks\Package;
use Handoff\Sources\WooCommerce\OrderDrafts;
use Handoff\Tests\Support\Kept;
use WC_Order;

final class ConsentTest extends ShopTestCase
{
    protected function tearDown(): void
    {
        if (class_exists(CheckoutFields::class)) {
            Package::container()->get(CheckoutFields::class)->fields = [];
        }
        parent::tearDown();
    }

    public function testATickedBoxOfANewsletterPluginIsConsentWithWordingTimeAndEvidence(): void
    {
        update_option('mailchimp-woocommerce', ['newsletter_label' => 'Yes, send me <b>news</b> &amp; offers']);
        ['order_id' => $id] = $this->buy(['mailchimp_woocommerce_newsletter' => '1']);

        $event = $this->only('consent.updated');
        [$consent] = $event['consent'];
        self::assertSame(['email', 'subscribed'], [$consent['channel'], $consent['state']]);
        self::assertSame('Yes, send me news & offers', $consent['wording']);
        self::assertStringContainsString('mailchimp_woocommerce_newsletter', $consent['evidence']);
        self::assertStringContainsString(wc_get_checkout_url(), $consent['evidence']);
        self::assertEqualsWithDelta(time(), strtotime($consent['at']), 60);
        self::assertSame($event['occurredAt'], $consent['at']);
        self::assertSame('ada@example.com', $event['subject']['email']);
        self::assertSame(['orderId' => (string) $id, 'channel' => 'email', 'state' => 'subscribed'], $event['data']);
        self::assertSame($event['consent'], $this->only('order.created')['consent']);
        self::assertSame($event['consent'], $this->only('order.paid')['consent']);
    }

    /** @dataProvider renewals */
    public function testTheRenewalOfASubscriptionIsNoNewConsent(string $createdVia, int $monthsLater): void
    {
        ['order_id' => $first] = $this->buy(['mailchimp_woocommerce_newsletter' => '1']);
        $this->letTimePass($first);
        $before = count(Kept::envelopes());
        // WooCommerce Subscriptions copies what is kept with the first order.
        $renewal = new WC_Order();
        $renewal->set_props(['created_via' => $createdVia, 'status' => 'pending', 'billing_email' => 'ada@example.com']);
        $renewal->set_props(['date_created' => time() + $monthsLater * MONTH_IN_SECONDS]);
        $renewal->update_meta_data('_handoff_consent', wc_get_order($first)->get_meta('_handoff_consent'));
        $renewal->save();
        Kept::endRequest();

        $kept = array_slice(Kept::envelopes(), $before);
        self::assertSame(['order.created'], array_column($kept, 'type'));
        self::assertArrayNotHasKey('consent', $kept[0]);
        self::assertSame([], (new OrderDrafts($renewal))->consents(), 'Nor does a gap scan find one.');
    }

    /** @return array<string, array{string, int}> */
    public function renewals(): array
    {
        return ['charged by itself' => ['subscription', 0], 'paid at the checkout by its buyer' => ['checkout', 1]];
    }

    public function testABoxForTextMessagesIsConsentToThose(): void
    {
        update_option('klaviyo_settings', ['klaviyo_sms_consent_text' => 'Text me']);
        $this->buy(['kl_sms_consent_checkbox' => '1']);
        [$consent] = $this->only('consent.updated')['consent'];
        self::assertSame(['sms', 'Text me'], [$consent['channel'], $consent['wording']]);
    }

    /** @dataProvider noConsent */
    public function testNothingElseIsConsent(array $post, string $ownField = ''): void
    {
        add_filter('woocommerce_checkout_fields', static function (array $fields) use ($ownField): array {
            $fields['order'] += $ownField === '' ? [] : [$ownField => ['type' => 'checkbox', 'label' => 'A box']];
            return $fields;
        });
        $this->buy($post);
        self::assertArrayNotHasKey('consent', $this->only('order.created'));
        self::assertSame([], Kept::envelopes('consent.updated'));
    }

    /** @return array<string, array{0: array<string, string>, 1?: string}> */
    public function noConsent(): array
    {
        return [
            'no box at all' => [[]],
            'a box that was not ticked, which the plugin posts as 0' => [['_mc4wp_subscribe_woocommerce' => '0']],
            'a hidden field that says the box was shown' => [['mailpoet_woocommerce_checkout_optin_present' => '1']],
            'the terms' => [['terms' => '1']],
            'a posted name the shop has no field for' => [['newsletter' => '1']],
            'a box to refuse' => [['no_newsletter' => '1'], 'no_newsletter'],
            'a box to opt out' => [['marketing_opt_out' => '1'], 'marketing_opt_out'],
        ];
    }

    public function testTheShopsOwnBoxIsConsentInItsOwnWords(): void
    {
        add_filter('woocommerce_checkout_fields', static function (array $fields): array {
            $fields['order']['order_newsletter'] = ['type' => 'checkbox', 'label' => 'Tea news by e-mail'];
            return $fields;
        });
        $this->buy(['order_newsletter' => '1']);
        self::assertSame('Tea news by e-mail', $this->only('consent.updated')['consent'][0]['wording']);
    }

    public function testABoxThatTheSiteNamesIsConsent(): void
    {
        add_filter('handoff_checkout_opt_ins', static fn(array $boxes): array => $boxes + [
            'zgoda1' => ['channel' => 'whatsapp', 'wording' => 'Wyrażam zgodę'],
        ]);
        $this->buy(['zgoda1' => 'on']);
        $consent = $this->only('consent.updated')['consent'][0];
        self::assertSame(['whatsapp', 'Wyrażam zgodę'], [$consent['channel'], $consent['wording']]);
    }

    public function testABlockCheckoutsBoxesAreConsent(): void
    {
        woocommerce_register_additional_checkout_field([
            'id' => 'bloom/marketing-opt-in', 'label' => 'Send me offers', 'location' => 'contact', 'type' => 'checkbox',
        ]);
        woocommerce_register_additional_checkout_field(['id' => 'bloom/gift', 'label' => 'A gift', 'location' => 'order', 'type' => 'checkbox']);
        $this->buyByBlocks(['additional_fields' => ['bloom/marketing-opt-in' => true, 'bloom/gift' => true]]);

        $consent = $this->only('consent.updated')['consent'];
        self::assertCount(1, $consent);
        self::assertSame('Send me offers', $consent[0]['wording']);
    }

    public function testABlockCheckoutsNewsletterPluginIsConsent(): void
    {
        $this->buyByBlocks(['extensions' => ['mailpoet' => ['optin' => true], 'automatewoo' => ['optin' => false]]]);
        $consent = $this->only('consent.updated')['consent'];
        self::assertCount(1, $consent);
        self::assertStringContainsString('mailpoet/optin', $consent[0]['evidence']);
    }
}
