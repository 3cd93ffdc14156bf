<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\SiteAddress;
use Handoff\Tests\TestCase;

/** The server hears where the site is: once, as soon as it can, and never from a copy. */
final class SiteAddressTest extends TestCase
{
    private const MOVED = 'https://moved.example.com';

    private FakeServer $server;
    private string $paired;

    protected function setUp(): void
    {
        parent::setUp();
        $this->stopClock();
        $this->server = new FakeServer($this->http);
        $this->server->pair($this->services());
        $this->paired = $this->server->siteUrl;
    }

    public function testAPairedSiteHasNothingToTell(): void
    {
        $this->send();
        self::assertSame([], $this->tries());
    }

    public function testAMoveIsToldAtOnceInTheNameOfWhoSaidSo(): void
    {
        $this->server->hearAddress();
        remove_all_actions('user_register');
        $this->actAs('administrator');
        $this->move();
        self::assertSame(self::MOVED, $this->server->siteUrl);
        $this->send();
        [$only] = $this->tries();
        self::assertSame(wp_get_current_user()->user_email, FakeServer::claims($only)['sub']);
        self::assertSame(['url' => self::MOVED], json_decode($only['body'], true));
        self::assertCount(1, $this->tries());
    }

    public function testItIsToldLaterWhereTheServerWasAwayBeforeAnyEventGoesOut(): void
    {
        $this->http->answer('PATCH', $this->server->sourceUrl(), 0);
        $this->move();
        $this->http->answer('PATCH', $this->server->sourceUrl(), 503, '<p>Back soon</p>');
        $this->send();
        self::assertCount(1, $this->tries());
        $this->moveClock(60);
        $this->send();
        self::assertSame($this->paired, $this->server->siteUrl);
        $this->server->hearAddress();
        $this->moveClock(60);
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, function (): string {
            self::assertSame(self::MOVED, $this->server->siteUrl);
            return '{"results":[{"status":"accepted"}]}';
        });
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        self::assertSame(1, $this->services()->sender()->run(5)->sent);
    }

    public function testAClockThatRanAheadPutsItOffNoLonger(): void
    {
        $this->moveClock(30 * 86400);
        $this->http->answer('PATCH', $this->server->sourceUrl(), 0);
        $this->move();
        $this->moveClock(-30 * 86400);
        $this->server->hearAddress();
        $this->send();
        self::assertSame(self::MOVED, $this->server->siteUrl);
    }

    /** @dataProvider deaf */
    public function testAServerThatDoesNotTakeItIsAskedOnceAnHourAndGetsItsEvents(int $status, string $answer): void
    {
        $this->http->always('PATCH', $this->server->sourceUrl(), $status, $answer);
        $this->move();
        $this->moveClock(3599);
        $this->send();
        self::assertCount(1, $this->tries());
        self::assertTrue($this->services()->sending()->maySend());
        $this->moveClock(1);
        $this->send();
        self::assertCount(2, $this->tries());
    }

    /** @return array<string, array{int, string}> */
    public function deaf(): array
    {
        return [
            'an older one' => [422, '{"error":{"code":"invalid","message":"Unrecognized key"}}'],
            'one that says yes and stays' => [200, '{"url":"https://elsewhere.example.com"}'],
        ];
    }

    public function testACopyTellsNothing(): void
    {
        update_option('home', self::MOVED);
        $this->services()->siteAddress()->tell();
        $this->send();
        $this->services()->pairing()->decideClone('copy');
        $this->services()->siteAddress()->tell();
        $this->send();
        self::assertSame([], $this->tries());
    }

    public function testAMoveThatAnEarlierVersionKeptToItselfIsMadeUpFor(): void
    {
        delete_option(SiteAddress::OPTION);
        $this->server->siteUrl = 'https://before.example.com';
        $this->server->hearAddress();
        $this->send();
        $this->send();
        self::assertSame($this->paired, $this->server->siteUrl);
        self::assertCount(1, $this->tries());
    }

    public function testAnAddressThatRaisesNoQuestionIsToldToo(): void
    {
        $this->server->hearAddress();
        $secure = str_replace('http://', 'https://www.', $this->paired);
        update_option('home', $secure);
        $this->send();
        self::assertSame($secure, $this->server->siteUrl);
    }

    private function move(): void
    {
        update_option('home', self::MOVED);
        update_option('siteurl', self::MOVED);
        $this->services()->pairing()->decideClone('moved');
    }

    private function send(): void
    {
        $this->services()->sender()->run(5);
    }

    /** @return array<int, array<string, mixed>> */
    private function tries(): array
    {
        return array_values(array_filter($this->http->requests, static fn($request) => $request['method'] === 'PATCH'));
    }
}
