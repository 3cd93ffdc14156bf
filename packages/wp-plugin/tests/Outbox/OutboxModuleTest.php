<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Admin\Health;
use Handoff\Admin\SiteHealth;
use Handoff\History\HistoryModule;
use Handoff\Outbox\Loopback;
use Handoff\Outbox\OutboxModule;
use Handoff\Outbox\Response;
use Handoff\Tests\Outbox\Support\SocketServer;

/** When what waits is sent. */
final class OutboxModuleTest extends OutboxTestCase
{
    public function testARequestThatAddedEventsSendsThemOnceItsVisitorIsGone(): void
    {
        $response = new class extends Response {
            public int $finished = 0;

            public function finish(): bool
            {
                $this->finished++;
                return true;
            }
        };
        $module = $this->module($response);
        $module->afterRequest();
        self::assertSame(0, $response->finished, 'A request that added nothing is left alone.');
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 202, function (array $request) use ($response): array {
            self::assertSame(1, $response->finished, 'The answer is out before anything is sent.');
            return self::takeAll($request);
        });
        $module->afterRequest();
        self::assertSame(['a: delivered'], $this->states());
    }

    public function testWherePhpCannotLetTheVisitorGoTheSiteCallsItself(): void
    {
        global $wpdb;
        $server = new SocketServer();
        $this->serveAt($server->origin);
        (new Loopback())->install();
        get_option(Loopback::OPTION);
        $this->addMany('a');
        $before = $wpdb->num_queries;
        $this->module($this->heldResponse())->afterRequest();
        self::assertSame($before, $wpdb->num_queries, 'It costs the visitor no query.');
        self::assertSame(['a: pending'], $this->states());

        $request = $server->next();
        self::assertStringStartsWith('POST /wp-admin/admin-ajax.php HTTP/1.1', $request['head']);
        self::assertStringContainsString('Host: ' . substr($server->origin, 7), $request['head']);
        parse_str($request['body'], $posted);
        self::assertSame(Loopback::ACTION, $posted['action']);
        $server->close();

        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        self::assertSame(204, $this->callAjax($posted['token']));
        self::assertSame(['a: delivered'], $this->states());
        self::assertSame(403, $this->callAjax($posted['token']), 'A token works once.');
    }

    public function testASiteThatCannotCallItselfKeepsEventsForCron(): void
    {
        $server = new SocketServer();
        $this->serveAt($server->origin);
        $server->close();
        (new Loopback())->install();
        $this->addMany('a');
        $this->module($this->heldResponse())->afterRequest();
        self::assertSame(['a: pending'], $this->states());
        $again = new SocketServer($server->origin);
        self::assertFalse((new Loopback())->fire(), 'The next visitors do not wait for what did not work a moment ago.');
        $again->close();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        do_action(OutboxModule::SWEEP);
        self::assertSame(['a: delivered'], $this->states());
    }

    public function testATimeNotedByAClockThatRanAheadDoesNotStopTheSitesCallToItself(): void
    {
        $server = new SocketServer();
        $this->serveAt($server->origin);
        (new Loopback())->install();
        update_option(Loopback::CLOSED, time() + 30 * 86400);
        self::assertTrue((new Loopback())->fire());
        $server->close();
    }

    /** @dataProvider foreignTokens */
    public function testStrangersCannotMakeTheSiteSend(string $token): void
    {
        (new Loopback())->install();
        $this->addMany('a');
        self::assertSame(403, $this->callAjax($token));
        self::assertSame(['a: pending'], $this->states());
    }

    /** @return string[][] */
    public function foreignTokens(): array
    {
        return [[''], ['0'], [str_repeat('a', 32)], ["' OR '1'='1"]];
    }

    public function testCronSweepsEachMinute(): void
    {
        self::assertSame(60, wp_get_schedules()[OutboxModule::INTERVAL]['interval']);
        self::assertSame(OutboxModule::INTERVAL, wp_get_schedule(OutboxModule::SWEEP));
    }

    public function testCronThatWasLostIsSetUpAgainByWhoeverComes(): void
    {
        wp_unschedule_hook(OutboxModule::SWEEP);
        remove_all_actions('init');
        $this->module($this->finishedResponse());
        do_action('init');
        self::assertSame(OutboxModule::INTERVAL, wp_get_schedule(OutboxModule::SWEEP));
    }

    /** @dataProvider schedules */
    public function testWhatAClockThatRanAheadPlannedIsPlannedAnew(string $hook, string $recurrence, int $soon): void
    {
        wp_unschedule_hook($hook);
        wp_schedule_event(time() + 365 * 86400, $recurrence, $hook);
        if ($hook === OutboxModule::SWEEP) {
            self::assertSame('recommended', (new SiteHealth($this->services(), new Health($this->services())))->schedule()['status']);
        }
        remove_all_actions('init');
        $this->module($this->finishedResponse());
        (new HistoryModule())->register($this->services());
        do_action('init');
        self::assertEqualsWithDelta(time() + $soon, wp_next_scheduled($hook), 5);
        self::assertSame($recurrence, wp_get_schedule($hook));
        do_action('init');
        self::assertCount(1, array_filter(_get_cron_array(), static fn(array $hooks): bool => isset($hooks[$hook])));
    }

    /** @return array<string, array{string, string, int}> */
    public function schedules(): array
    {
        return [
            'the sweep' => [OutboxModule::SWEEP, OutboxModule::INTERVAL, 0],
            'the gap scan' => [HistoryModule::HOURLY, 'hourly', 600],
        ];
    }

    public function testAnAdministratorAtWorkSweepsAtMostOnceAMinute(): void
    {
        $this->addMany('a');
        self::forgetServices();
        $finished = $this->finishedResponse();
        $module = $this->module($finished);
        $module->onAdminPage();
        $module->afterRequest();
        self::assertSame(['a: pending'], $this->states(), 'Nobody is signed in.');

        add_filter('handoff_draft', '__return_null'); // The new user is no event here.
        $this->actAs('editor');
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $module->onAdminPage();
        self::assertSame(['a: pending'], $this->states(), 'The page comes first.');
        $module->afterRequest();
        self::assertSame(['a: delivered'], $this->states());

        $this->addMany('b');
        self::forgetServices();
        $second = $this->module($finished);
        $second->onAdminPage();
        $second->afterRequest();
        self::assertSame(['a: delivered', 'b: pending'], $this->states());
        $this->moveClock(61);
        $third = $this->module($finished);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $third->onAdminPage();
        $third->afterRequest();
        self::assertSame(['a: delivered', 'b: delivered'], $this->states());
    }

    public function testTheSweepForgetsWhatIsOlderThanTheSettingsSay(): void
    {
        $this->services()->settings()->save(['retentionDays' => 3]);
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        do_action(OutboxModule::SWEEP);
        $this->moveClock(2 * 86400);
        do_action(OutboxModule::SWEEP);
        self::assertSame(['a: delivered'], $this->states());
        $this->moveClock(86400 + 700);
        do_action(OutboxModule::SWEEP);
        self::assertSame([], $this->states());
    }

    public function testWhereCronDoesNotRunAnAdministratorsPageForgetsWhatIsOld(): void
    {
        $this->deliverAndWait('a');
        $module = $this->module($this->finishedResponse());
        $module->onAdminPage();
        $module->afterRequest();
        self::assertSame([], $this->states());
    }

    public function testWhereCronDoesNotRunTheSitesCallToItselfForgetsWhatIsOld(): void
    {
        $this->deliverAndWait('a');
        (new Loopback())->install();
        self::assertSame(204, $this->callAjax(get_option(Loopback::OPTION)));
        self::assertSame([], $this->states());
    }

    public function testWhereNothingElseSendsTheHeartbeatOfAnOpenAdminPageDoes(): void
    {
        $server = new SocketServer();
        $this->serveAt($server->origin);
        $server->close();
        (new Loopback())->install();
        $this->addMany('a');
        self::forgetServices();
        add_filter('handoff_draft', '__return_null');
        $this->actAs('editor');
        $page = $this->module($this->heldResponse());
        $page->onAdminPage();
        $page->afterRequest();
        self::assertSame(['a: pending'], $this->states(), 'The page itself waits for nobody.');

        add_filter('wp_doing_ajax', '__return_true');
        $_POST = ['action' => 'autosave'];
        $other = $this->module($this->heldResponse());
        $other->onAdminPage();
        $other->afterRequest();
        self::assertSame(['a: pending'], $this->states(), 'Somebody may wait for this one.');

        $_POST = ['action' => 'heartbeat'];
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $heartbeat = $this->module($this->heldResponse());
        $heartbeat->onAdminPage();
        $heartbeat->afterRequest();
        self::assertSame(['a: delivered'], $this->states());
    }

    private function deliverAndWait(string $name): void
    {
        $this->services()->settings()->save(['retentionDays' => 3]);
        $this->addMany($name);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $this->sendNow();
        self::forgetServices();
        add_filter('handoff_draft', '__return_null');
        $this->actAs('editor');
        $this->moveClock(4 * 86400);
    }

    private function finishedResponse(): Response
    {
        return new class extends Response {
            public function finish(): bool
            {
                return true;
            }
        };
    }

    private function module(Response $response): OutboxModule
    {
        $module = new OutboxModule($response);
        $module->register($this->services());
        return $module;
    }

    private function heldResponse(): Response
    {
        return new class extends Response {
            public function finish(): bool
            {
                return false;
            }

            public function isAwaited(): bool
            {
                return true;
            }
        };
    }

    private function serveAt(string $origin): void
    {
        unset($_SERVER['SERVER_ADDR'], $_SERVER['SERVER_PORT']);
        add_filter('admin_url', static fn(string $url, string $path) => "$origin/wp-admin/$path", 10, 2);
    }

    /** @param mixed $token */
    private function callAjax($token): int
    {
        $_POST = ['action' => Loopback::ACTION, 'token' => $token];
        add_filter('wp_die_handler', static fn() => static function ($words, $title, array $args): void {
            throw new \DomainException('ended', $args['response']);
        });
        try {
            do_action('wp_ajax_nopriv_' . Loopback::ACTION);
        } catch (\DomainException $end) {
            return $end->getCode();
        }
        self::fail('The request went on.');
    }
}
