<?php

declare(strict_types=1);

namespace Handoff\Tests\WooCommerce;

use Handoff\Capture\EventDraft;
use Handoff\Sources\WooCommerce;
use Handoff\Sources\WooCommerce\OrderDrafts;
use Handoff\Tests\Support\Kept;
use ReflectionProperty;
use WC_Order;

final class ShopHistoryTest extends ShopTestCase
{
    public function testHistoryGivesTheKeysTheHooksGave(): void
    {
        $this->buy(['createaccount' => '1', 'account_password' => self::PASSWORD, 'mailchimp_woocommerce_newsletter' => '1']);
        $this->buyByBlocks();
        ['order_id' => $refunded] = $this->buy([], [103 => 1]);
        wc_create_refund(['order_id' => $refunded, 'amount' => '9.00']);
        Kept::endRequest();
        ['order_id' => $done] = $this->buy();
        $this->change($done, static fn(WC_Order $order) => $order->update_status('completed'));
        ['order_id' => $cancelled] = $this->buy(['payment_method' => 'bacs']);
        $this->change($cancelled, static fn(WC_Order $order) => $order->update_status('cancelled'));

        $fromHooks = array_filter(Kept::keys(), static fn(string $key) => strpos($key, 'woocommerce-') !== false);
        $fromHistory = array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $this->read(time() - 3600, 50));
        // Whether the last state is an event of its own depends on the second; were it one, its key would be known.
        $missing = array_diff($fromHistory, $fromHooks);
        self::assertSame([], array_values($missing), 'A gap scan would double these.');
        $lost = array_filter(array_diff($fromHooks, $fromHistory), static fn(string $key) => strpos($key, 'updated') === false);
        self::assertSame([], array_values($lost), 'A gap scan would not find these.');
        self::assertContains('consent.updated', array_map(static fn(string $key) => strtok($key, ':'), $fromHistory));
    }

    public function testALaterLookGivesTheSameKeysAndTheLastState(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $this->change($id, static function (WC_Order $order): void {
            $order->set_billing_city('Hamburg');
            $order->save();
        });
        $fromHistory = array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $this->read(time() - 86400, 50));
        sort($fromHistory);
        $fromHooks = Kept::keys();
        sort($fromHooks);
        self::assertSame($fromHooks, $fromHistory);
    }

    public function testAnotherLanguageIsNoOtherState(): void
    {
        ['order_id' => $id] = $this->buy();
        $drafts = new OrderDrafts(wc_get_order($id));
        $before = $drafts->updated()->idempotencyKey();
        $data = new ReflectionProperty($drafts, 'data');
        $data->setAccessible(true);
        $seen = $data->getValue($drafts);
        self::assertSame(['Berlin', 'DE-BE'], [$seen['billingAddress']['region'], $seen['billingAddress']['regionCode']]);
        // The manager who changes an order works in another language than cron, and so do WooCommerce's names of regions.
        $seen['billingAddress']['region'] = 'Berlín';
        $data->setValue($drafts, $seen);
        self::assertSame($before, $drafts->updated()->idempotencyKey(), 'A gap scan would double it.');
        $seen['billingAddress']['regionCode'] = 'DE-BB';
        $data->setValue($drafts, $seen);
        self::assertNotSame($before, $drafts->updated()->idempotencyKey());
    }

    public function testManyOrdersOfOneSecondAreEachGivenOnce(): void
    {
        $ids = [];
        for ($i = 0; $i < 7; $i++) {
            $ids[] = $id = $this->plainOrder();
            $this->letTimePass($id, time() - 1790000000);
            $this->setModified($id, $i < 5 ? 1790000000 : 1790000060);
        }
        foreach ([1, 2, 3, 7, 50] as $limit) {
            $orders = array_map(static fn(EventDraft $draft) => $draft->nativeId, $this->read(1, $limit));
            $orders = array_values(array_unique($orders));
            self::assertSame(array_map(static fn(int $id) => "woocommerce-$id", $ids), $orders, "Pages of $limit");
        }
    }

    public function testAnOrderChangedBetweenTwoPagesHidesNoOther(): void
    {
        $ids = [];
        for ($i = 0; $i < 6; $i++) {
            $ids[] = $id = $this->plainOrder();
            $this->setModified($id, 1790000000);
        }
        $source = new WooCommerce();
        $first = $source->entriesSince(1, '', 3);
        $this->setModified($ids[0], 1790000500);
        $this->setModified($ids[2], 1790000500);
        $rest = $this->read(1, 3, (string) $first->next);
        $seen = array_unique(array_map(static fn(EventDraft $draft) => $draft->nativeId, array_merge($first->drafts, $rest)));
        self::assertCount(6, $seen);
    }

    public function testOnlyWhatHappenedSinceIsGiven(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id, 40 * 86400);
        $this->change($id, static fn(WC_Order $order) => $order->update_status('completed'));
        $this->plainOrder('checkout-draft');

        $types = array_map(static fn(EventDraft $draft) => $draft->type, $this->read(time() - 86400, 50));
        self::assertSame(['order.fulfilled'], $types);
        self::assertSame(1, (new WooCommerce())->countSince(time() - 86400));
    }

    public function testAnOrderThatWooCommerceTookItsBuyerFromTellsOfNobody(): void
    {
        ['order_id' => $id] = $this->buy();
        $this->letTimePass($id);
        $before = Kept::keys();
        // As its eraser of personal data does, and its settings to keep orders for some time only.
        $this->change($id, static function (WC_Order $order): void {
            $order->set_billing_first_name('[deleted]');
            $order->set_billing_email(wp_privacy_anonymize_data('email', 'ada@example.com'));
            $order->update_meta_data('_anonymized', 'yes');
            $order->save();
        });
        self::assertSame($before, Kept::keys());
        self::assertSame([], $this->read(time() - 86400, 50));
    }

    public function testAnIdThatIsGivenAgainAfterABackupWasBroughtBackIsAnotherOrder(): void
    {
        add_action('woocommerce_before_order_object_save', static function ($order): void {
            $order->get_order_key() === '' && $order->set_order_key(wp_generate_password(13)); // As WooCommerce does.
        });
        ['order_id' => $id] = $this->buy(['payment_method' => 'bacs']);
        $this->change($id, static fn(WC_Order $order) => $order->update_status('cancelled'));
        $this->change($id, static fn(WC_Order $order) => $order->update_status('processing'));
        $keysOf = fn(): array => array_map(static fn(EventDraft $draft) => $draft->idempotencyKey(), $this->read(time() - 3600, 50));
        $before = $keysOf();
        self::assertSame([], array_values(array_diff($before, Kept::keys())));
        self::assertStringNotContainsString(wc_get_order($id)->get_order_key(), implode(' ', $before), 'It opens the order to whoever has it.');

        $order = wc_get_order($id);
        $order->set_order_key('wc_order_another1');
        $order->save();
        $isFirst = static fn(string $key): bool => preg_match('/^order\.(created|paid):/', $key) === 1;
        $after = array_filter($keysOf(), $isFirst);
        self::assertCount(2, $after);
        self::assertSame([], array_intersect($after, $before));
    }

    public function testPastCustomersAreGiven(): void
    {
        $early = wc_create_new_customer('early@example.com', 'early', self::PASSWORD);
        $late = wc_create_new_customer('late@example.com', 'late', self::PASSWORD);
        $this->actAs('editor');
        global $wpdb;
        $wpdb->update($wpdb->users, ['user_registered' => gmdate('Y-m-d H:i:s', time() - 86400)], ['ID' => $early]);
        clean_user_cache($early);

        $drafts = $this->read(time() - 3600, 50);
        self::assertSame(["woocommerce-$late"], array_map(static fn(EventDraft $draft) => $draft->nativeId, $drafts));
        self::assertCount(2, $this->read(time() - 90000, 1));
    }

    private function plainOrder(string $status = 'pending'): int
    {
        $order = new WC_Order();
        $order->set_props(['status' => $status, 'billing_email' => 'ada@example.com', 'total' => '1.00']);
        return $order->save();
    }

    private function setModified(int $id, int $at): void
    {
        global $wpdb;
        $props = json_decode((string) $wpdb->get_var($wpdb->prepare('SELECT props FROM %i WHERE id = %d', "{$wpdb->prefix}wc_orders", $id)), true);
        $wpdb->update("{$wpdb->prefix}wc_orders", [
            'props' => wp_json_encode(['date_modified' => $at] + $props), 'date_updated_gmt' => gmdate('Y-m-d H:i:s', $at),
        ], ['id' => $id]);
    }

    /** @return EventDraft[] */
    private function read(int $since, int $limit, string $after = ''): array
    {
        $source = new WooCommerce();
        $drafts = [];
        $pages = 0;
        do {
            $page = $source->entriesSince($since, $after, $limit);
            $drafts = array_merge($drafts, $page->drafts);
            $after = (string) $page->next;
            self::assertLessThan(100, ++$pages, 'The pages have no end.');
        } while ($page->next !== null);
        return $drafts;
    }
}
