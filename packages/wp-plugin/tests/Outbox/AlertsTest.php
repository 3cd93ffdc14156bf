<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Outbox\OutboxModule;

/** Mails to the owner, as the minute's sweep sends them. */
final class AlertsTest extends OutboxTestCase
{
    private bool $serverIsUp = false;

    protected function setUp(): void
    {
        parent::setUp();
        add_filter('pre_option_admin_email', static fn() => 'admin@bloom.example');
        $this->services()->settings()->save(['alertEmails' => ['owner@bloom.example'], 'alertsOn' => true]);
        $this->http->always('POST', self::EVENTS, 0, function (array $request): array {
            return $this->serverIsUp ? [202, self::takeAll($request)] : [0, 'The server did not answer.'];
        });
    }

    public function testTheOwnerHearsOnceThatEventsWaitAndOnceThatItIsOver(): void
    {
        $this->addMany('a', 'b');
        $this->sweepFor(55 * 60);
        self::assertSame([], $this->mails(), 'An hour is not over.');
        $this->sweepFor(20 * 60);
        self::assertSame(['2 events are waiting to be sent'], $this->subjects());
        [$mail] = $this->mails();
        self::assertSame(['owner@bloom.example'], $mail['to']);
        self::assertStringStartsWith('[Bloom & Steep] ', $mail['subject']);
        self::assertStringContainsString('Nothing is lost', $mail['message']);
        self::assertMatchesRegularExpression('~What stands in the way: .*https://server.test~', $mail['message']);
        self::assertStringContainsString('admin.php?page=handoff', $mail['message']);
        $this->addMany('c');
        $this->sweepFor(22 * 3600);
        self::assertCount(1, $this->mails(), 'At most one a day.');
        $this->sweepFor(3 * 3600);
        self::assertSame('3 events are waiting to be sent', $this->subjects()[1]);
        $this->serverIsUp = true;
        $this->sweepFor(3 * 3600);
        self::assertSame('No event is waiting to be sent any more', $this->subjects()[2]);
        $this->sweepFor(86400);
        self::assertCount(3, $this->mails());
    }

    public function testRefusedEventsAreOneMailAndTheirEndIsAnother(): void
    {
        $this->serverIsUp = true;
        $this->refuse('a', 'b');
        $this->sweepFor(3600);
        self::assertSame(['2 events need your decision'], $this->subjects());
        $this->sweepFor(3 * 86400);
        self::assertCount(1, $this->mails(), 'The same two are not said again.');
        $this->refuse('c');
        $this->sweepFor(3600);
        self::assertSame('3 events need your decision', $this->subjects()[1]);
        $this->outbox()->discard(array_column($this->outbox()->rows('refused', null, 10), 'id'));
        $this->sweepFor(3600);
        self::assertSame('No event needs your decision any more', $this->subjects()[2]);
        $this->sweepFor(86400);
        self::assertCount(3, $this->mails());
    }

    public function testWithoutAnAddressTheAdministratorHears(): void
    {
        $this->services()->settings()->save(['alertEmails' => []]);
        $this->addMany('a');
        $this->sweepFor(2 * 3600);
        self::assertSame(['admin@bloom.example'], $this->mails()[0]['to']);
        self::assertSame(['1 event is waiting to be sent'], $this->subjects());
    }

    public function testEventsInTheFallbackFileCountAsWaiting(): void
    {
        $break = static fn(string $query): string => strpos($query, 'INSERT IGNORE') === 0 ? 'INSERT' : $query;
        add_filter('query', $break);
        $this->add('a');
        $this->sweepFor(2 * 3600);
        self::assertSame(['1 event is waiting to be sent'], $this->subjects());
        remove_filter('query', $break);
        $this->serverIsUp = true;
        $this->sweepFor(3600);
        self::assertSame('No event is waiting to be sent any more', $this->subjects()[1]);
    }

    public function testWhoPausedOrSwitchedAlertsOffIsLeftAlone(): void
    {
        $this->addMany('a');
        $this->services()->settings()->save(['paused' => true]);
        $this->sweepFor(7200);
        $this->services()->settings()->save(['paused' => false, 'alertsOn' => false]);
        $this->sweepFor(7200);
        self::assertSame([], $this->mails());
    }

    public function testTheOwnerOfASiteThatMovedHearsThatItIsTakenForACopy(): void
    {
        $this->addMany('a');
        update_option('home', 'https://moved.example');
        update_option('siteurl', 'https://moved.example');
        $this->sweepFor(2 * 3600);
        self::assertSame(['1 event is waiting to be sent'], $this->subjects());
        self::assertStringContainsString('say whether the site moved or this is a copy', $this->mails()[0]['message']);
        $this->sweepFor(3 * 86400);
        self::assertCount(1, $this->mails(), 'On a copy nobody is reminded of the same again.');
        $this->addMany('b');
        $this->sweepFor(3600);
        self::assertSame('2 events are waiting to be sent', $this->subjects()[1]);
    }

    public function testAPauseIsNotMistakenForTheEndOfWaiting(): void
    {
        $this->addMany('a');
        $this->sweepFor(2 * 3600);
        $this->services()->settings()->save(['paused' => true]);
        $this->sweepFor(3600);
        self::assertSame(['1 event is waiting to be sent'], $this->subjects());
    }

    /** Time passes with a sweep every ten minutes. */
    private function sweepFor(int $seconds): void
    {
        for ($passed = 0; $passed < $seconds; $passed += 600) {
            $this->moveClock(min(600, $seconds - $passed));
            do_action(OutboxModule::SWEEP);
        }
    }

    private function refuse(string ...$names): void
    {
        $this->addMany(...$names);
        $ids = array_column($this->outbox()->rows('pending', null, 10), 'id');
        global $wpdb;
        foreach ($ids as $id) {
            $wpdb->update("{$wpdb->prefix}handoff_outbox", ['state' => 'refused'], ['id' => $id]);
        }
    }

    /** @return string[] Without the site's name. */
    private function subjects(): array
    {
        return array_map(static fn(array $mail): string => (string) preg_replace('/^\[.*?\] /', '', $mail['subject']), $this->mails());
    }
}
