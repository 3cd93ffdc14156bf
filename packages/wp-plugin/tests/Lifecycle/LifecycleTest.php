<?php

declare(strict_types=1);

namespace Handoff\Tests\Lifecycle;

use Handoff\Lifecycle;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\FallbackFolder;
use Handoff\Outbox\Loopback;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Table;
use Handoff\Plugin;
use Handoff\Tests\Outbox\OutboxTestCase;

/** Activation, updates, deactivation and removal on a single site. */
final class LifecycleTest extends OutboxTestCase
{
    protected function tearDown(): void
    {
        $this->commit(); // Tables are made and dropped here, which commits by itself; everything is set up anew after it.
        parent::tearDown();
    }

    public function testActivationSetsTheSiteUp(): void
    {
        (new Table())->drop();
        delete_option(Lifecycle::OPTION);
        delete_option(Loopback::OPTION);
        wp_unschedule_hook(OutboxModule::SWEEP);
        get_role('administrator')->remove_cap('handoff_manage');
        do_action('activate_' . plugin_basename(HANDOFF_FILE), false);
        self::assertSame(AddResult::KEPT, $this->add('ada')->status);
        self::assertSame(OutboxModule::INTERVAL, wp_get_schedule(OutboxModule::SWEEP));
        self::assertTrue(get_role('administrator')->has_cap('handoff_view'));
        self::assertTrue(get_role('administrator')->has_cap('handoff_manage'));
        self::assertFalse(get_role('editor')->has_cap('handoff_view'));
        self::assertSame(Plugin::VERSION, get_option(Lifecycle::OPTION));
        self::assertIsString(get_option(Loopback::OPTION));
    }

    public function testActivatingAgainLosesNothing(): void
    {
        Lifecycle::activate();
        $this->addMany('ada');
        $token = get_option(Loopback::OPTION);
        Lifecycle::activate();
        self::assertSame(['ada: pending'], $this->states());
        self::assertSame($token, get_option(Loopback::OPTION));
        $sweeps = array_filter((array) _get_cron_array(), static fn($hooks) => isset($hooks[OutboxModule::SWEEP]));
        self::assertCount(1, $sweeps);
    }

    public function testAnUpdateOfTheFilesSetsTheSiteUpWithoutAnActivation(): void
    {
        global $wpdb;
        $this->addMany('ada');
        $wpdb->query('ALTER TABLE ' . (new Table())->name() . ' DROP COLUMN contact');
        self::assertSame(AddResult::IN_FILE, $this->add('bo')->status, 'The table is older than the plugin.');
        update_option(Lifecycle::OPTION, '0.0.1');
        Lifecycle::update();
        $this->outbox()->importFile('__return_true');
        self::assertSame(['ada: pending', 'bo: pending'], $this->states());
        self::assertSame(Plugin::VERSION, get_option(Lifecycle::OPTION));
    }

    public function testARequestOnASiteThatIsUpToDateCostsNoQuery(): void
    {
        global $wpdb;
        Lifecycle::activate();
        wp_cache_flush();
        wp_load_alloptions();
        $before = $wpdb->num_queries;
        Lifecycle::update();
        self::assertSame($before, $wpdb->num_queries);
    }

    public function testATableThatCannotBeMadeDoesNotKeepASiteFromWorking(): void
    {
        update_option(Lifecycle::OPTION, '0.0.1');
        $break = static fn(string $query): string => stripos($query, 'CREATE TABLE') === 0 || stripos($query, 'DESCRIBE') === 0 ? 'BROKEN' : $query;
        add_filter('query', $break);
        ob_start();
        Lifecycle::update();
        self::assertSame('', (string) ob_get_clean());
        remove_filter('query', $break);
        self::assertSame(Plugin::VERSION, get_option(Lifecycle::OPTION), 'It is not tried again with every request.');
    }

    public function testDeactivationEndsOnlyWhatRunsByItself(): void
    {
        $this->addMany('ada');
        OutboxModule::schedule();
        wp_schedule_event(time(), 'hourly', 'handoff_of_a_later_version');
        wp_schedule_event(time(), 'hourly', 'somebody_elses');
        do_action('deactivate_' . plugin_basename(HANDOFF_FILE), false);
        self::assertFalse(wp_next_scheduled(OutboxModule::SWEEP));
        self::assertFalse(wp_next_scheduled('handoff_of_a_later_version'));
        self::assertNotFalse(wp_next_scheduled('somebody_elses'));
        wp_unschedule_hook('somebody_elses');
        self::assertSame(['ada: pending'], $this->states());
        self::assertNotNull($this->services()->pairings()->current());
        self::assertTrue(get_role('administrator')->has_cap('handoff_manage'));
    }

    public function testDeletingThePluginKeepsTheDataUnlessTheOwnerChoseOtherwise(): void
    {
        $this->addMany('ada');
        $this->breakOneIntoTheFile('bo');
        $this->uninstall();
        self::assertSame(['ada: pending'], $this->states());
        self::assertSame(1, $this->outbox()->counts()['inFile']);
        self::assertNotNull($this->services()->pairings()->current());
        self::assertFalse(wp_next_scheduled(OutboxModule::SWEEP));
    }

    public function testDeletingThePluginLeavesNothingWhereTheOwnerChoseSo(): void
    {
        global $wpdb;
        $this->services()->settings()->save(['deleteOnUninstall' => true]);
        $this->addMany('ada');
        $this->breakOneIntoTheFile('bo');
        set_transient('handoff_something', 1, 60);
        $this->uninstall();
        self::assertNull($wpdb->get_var("SHOW TABLES LIKE '%handoff%'"));
        self::assertSame([], (new FallbackFolder())->all());
        self::assertSame([], $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%handoff\\_%'"));
        self::assertFalse(get_role('administrator')->has_cap('handoff_view'));
        self::assertFalse(wp_next_scheduled(OutboxModule::SWEEP));
    }

    private function uninstall(): void
    {
        defined('WP_UNINSTALL_PLUGIN') || define('WP_UNINSTALL_PLUGIN', plugin_basename(HANDOFF_FILE));
        Lifecycle::uninstall();
        wp_cache_flush();
    }

    private function breakOneIntoTheFile(string $name): void
    {
        $break = static fn(string $query): string => strpos($query, 'INSERT IGNORE') === 0 ? 'INSERT' : $query;
        add_filter('query', $break);
        self::assertSame(AddResult::IN_FILE, $this->add($name)->status);
        remove_filter('query', $break);
    }
}
