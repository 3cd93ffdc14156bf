<?php

declare(strict_types=1);

namespace Handoff\Tests\Lifecycle;

use Handoff\Tests\Lifecycle\Support\Network;
use Handoff\Tests\TestCase;

/** The plugin on a network of sites: one story, since a network is long to make. */
final class NetworkTest extends TestCase
{
    private const ABOUT = '$about = static function () use ($wpdb) { return ['
        . '"table" => $wpdb->get_var("SHOW TABLES LIKE \'{$wpdb->prefix}handoff_outbox\'") !== null,'
        . '"sweep" => wp_next_scheduled("handoff_sweep") !== false,'
        . '"manage" => get_role("administrator")->has_cap("handoff_manage")]; };'
        . '$on = static function (int $site, callable $do) { switch_to_blog($site); $it = $do(); restore_current_blog(); return $it; };'
        . '$new = static fn(string $path) => wpmu_create_blog("127.0.0.1", "/$path/", $path, 1);'
        . '$add = static fn(string $name) => Handoff\Plugin::services()->outbox()->add(["id" => $name, "idempotencyKey" => $name,'
        . ' "type" => "form.submitted"], "hook", "s", "f", "c")->status;'
        . '$count = static fn() => Handoff\Plugin::services()->outbox()->counts();';

    public static function tearDownAfterClass(): void
    {
        Network::remove();
        parent::tearDownAfterClass();
    }

    public function testEachSiteOfANetworkHasItsOwnOutboxFromBeginningToEnd(): void
    {
        Network::install();
        $ready = ['table' => true, 'sweep' => true, 'manage' => true];
        $bare = ['table' => false, 'sweep' => false, 'manage' => false];

        $before = $this->network('$new("two"); return [$about(), $on(2, $about)];');
        self::assertSame([$bare, $bare], $before);

        $active = $this->network('$error = activate_plugin("handoff/handoff.php", "", true);'
            . ' return [is_wp_error($error) ? $error->get_error_message() : null, $about(), $on(2, $about)];');
        self::assertSame([null, $ready, $ready], $active);

        $later = $this->network('$site = $new("three"); return [$site, $on($site, $about)];');
        self::assertSame([3, $ready], $later, 'A site that is made later is set up too.');

        $kept = $this->network('$add("one"); $on(2, static fn() => $add("two"));'
            . ' $broken = static fn($sql) => strpos($sql, "INSERT IGNORE") === 0 ? "INSERT" : $sql; add_filter("query", $broken);'
            . ' $in = $on(3, static fn() => $add("three")); remove_filter("query", $broken); $sent = Handoff\Plugin::services()->outbox();'
            . ' return [$in, $count()["pending"], $on(2, $count)["pending"], $on(3, $count)["inFile"], $count()["inFile"], $sent->addedHere()];');
        self::assertSame(['in_file', 1, 1, 1, 0, 1], $kept);

        if (class_exists('WC_Fixture_Store')) {
            $this->ordersOfOneRequestGoByTheirSite();
        }

        $deleted = $this->network('wp_delete_site(3); return [$wpdb->get_col("SHOW TABLES LIKE \'net_3\\\\_%\'"),'
            . ' glob(WP_CONTENT_DIR . "/handoff-outbox-*")];');
        self::assertSame([[], []], $deleted, 'With a site goes what was kept for it.');

        $off = $this->network('deactivate_plugins("handoff/handoff.php", false, true); return [$about(), $on(2, $about)];');
        $stopped = ['sweep' => false] + $ready;
        self::assertEquals([$stopped, $stopped], $off);

        $gone = $this->network('$on(2, static fn() => update_option("handoff_settings", ["deleteOnUninstall" => true]));'
            . ' define("WP_UNINSTALL_PLUGIN", "handoff/handoff.php"); require WP_PLUGIN_DIR . "/handoff/uninstall.php";'
            . ' wp_cache_flush(); return [$about(), $on(2, $about)];');
        self::assertEquals([$stopped, $bare], $gone, 'Each site decided for itself.');
    }

    private function ordersOfOneRequestGoByTheirSite(): void
    {
        $this->network('return activate_plugin("woocommerce/woocommerce.php", "", true);');
        $orders = $this->network('WC_Fixture_Store::createTables(); $on(2, static fn() => WC_Fixture_Store::createTables());'
            . ' add_filter("handoff_keep_before_pairing", "__return_true");'
            . ' $buy = static function (string $email) { $order = new WC_Order();'
            . ' $order->set_props(["status" => "processing", "billing_email" => $email]); return $order->save(); };'
            . ' $ids = [$buy("ada@example.com"), $on(2, static fn() => $buy("bo@example.com"))]; do_action("shutdown");'
            . ' $kept = static fn() => array_map(static fn($row) => "{$row["type"]} {$row["contact"]}", array_filter('
            . '     Handoff\Plugin::services()->outbox()->rows(null, null, 9), static fn($row) => $row["source"] === "woocommerce"));'
            . ' return [$ids, array_values($kept()), array_values($on(2, $kept))];');
        self::assertSame(
            [[1, 1], ['order.created ada@example.com'], ['order.created bo@example.com']],
            $orders,
            'Two orders with one id, of one request.'
        );
    }

    /** @return mixed */
    private function network(string $code)
    {
        return Network::php(self::ABOUT . $code);
    }
}
