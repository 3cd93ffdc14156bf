<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\ConnectionError;
use Handoff\Connection\SendingState;
use Handoff\Connection\SiteKey;
use Handoff\Tests\TestCase;

final class SendingTest extends TestCase
{
    private FakeServer $server;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http);
    }

    public function testAnUnpairedSiteDoesNotSend(): void
    {
        self::assertSame('not_paired', $this->state()->state);
        self::assertFalse($this->services()->sending()->maySend());
    }

    public function testAPairedSiteSends(): void
    {
        $this->server->pair($this->services());
        self::assertSame([
            'until' => null,
            'state' => 'on',
            'message' => null,
            'pairedUrl' => null,
            'presentUrl' => get_option('home'),
        ], $this->state()->toArray());
        self::assertTrue($this->services()->sending()->maySend());
    }

    public function testThePauseOfTheSettings(): void
    {
        $this->server->pair($this->services());
        $this->services()->settings()->save(['paused' => true]);
        self::assertSame('paused', $this->state()->state);
        self::assertFalse($this->services()->sending()->maySend());
        $this->services()->settings()->save(['paused' => false]);
        self::assertSame('on', $this->state()->state);
    }

    public function testThePauseOfWpConfig(): void
    {
        $states = OwnProcess::run('
            $server = new Handoff\Tests\Connection\FakeServer($http);
            $server->pair($services);
            $before = $services->sending()->state();
            define("HANDOFF_PAUSED", true);
            $after = $services->sending()->state();
            return [$before->state, $after->state, $after->message, $services->sending()->maySend()];
        ');
        self::assertSame(['on', 'paused'], array_slice($states, 0, 2));
        self::assertStringContainsString('HANDOFF_PAUSED', $states[2]);
        self::assertFalse($states[3]);
    }

    public function testABreakerEndsByItself(): void
    {
        $this->server->pair($this->services());
        $until = $this->services()->clock()->now() + 120;
        $this->services()->sending()->block('breaker', 'The server did not answer.', $until);
        self::assertSame('breaker', $this->state()->state);
        self::assertSame('The server did not answer.', $this->state()->message);
        self::assertSame(gmdate('Y-m-d\TH:i:s\Z', $until), $this->state()->toArray()['until']);
        self::assertFalse($this->services()->sending()->maySend());
        $this->moveClock(120);
        self::assertSame('on', $this->state()->state);
        self::assertTrue($this->services()->sending()->maySend());
    }

    /** @dataProvider lasting */
    public function testARefusalStaysShownAndIsTriedNowAndThen(string $state): void
    {
        $this->server->pair($this->services());
        $sending = $this->services()->sending();
        $sending->block($state, 'This site was disconnected.', null);
        $this->moveClock(3599);
        self::assertFalse($sending->maySend());
        $this->moveClock(1);
        self::assertTrue($sending->maySend());
        self::assertSame($state, $sending->state()->state);
        $sending->unblock('breaker');
        self::assertSame($state, $sending->state()->state);
        $sending->unblock('refused', 'clock');
        self::assertSame('on', $sending->state()->state);
    }

    public function lasting(): array
    {
        return [['refused'], ['clock']];
    }

    /** @dataProvider ends */
    public function testAClockThatRanAheadHoldsNothingBackOnceItIsSetRight(string $state, ?int $pause): void
    {
        $this->server->pair($this->services());
        $sending = $this->services()->sending();
        $this->moveClock(30 * 86400);
        $sending->block($state, 'The clock is off.', $pause === null ? null : $this->services()->clock()->now() + $pause);
        self::assertFalse($sending->maySend());
        $this->moveClock(-30 * 86400);
        self::assertTrue($sending->maySend());
    }

    public function ends(): array
    {
        return ['clock' => ['clock', 300], 'breaker' => ['breaker', 600], 'refused' => ['refused', null]];
    }

    public function testANewPairingStartsWithoutTheOldBlock(): void
    {
        $this->server->pair($this->services());
        $this->services()->sending()->block('refused', 'This site was disconnected.', null);
        $this->http->always('POST', '#/revoke$#', 200, '{}');
        $other = new FakeServer($this->http);
        $other->sourceId = 'src_other';
        $other->pair($this->services());
        self::assertSame('on', $this->state()->state);
    }

    public function testACopyRecordsAndDoesNotSend(): void
    {
        $this->server->pair($this->services());
        $paired = get_option('home');
        $this->becomeCopy();
        $state = $this->state();
        self::assertSame('cloned', $state->state);
        self::assertSame($paired, $state->pairedUrl);
        self::assertSame('https://staging.example.com', $state->presentUrl);
        self::assertFalse($this->services()->sending()->maySend());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        self::assertSame('kept', $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '')->status);
        self::assertSame(0, $this->services()->sender()->run(5)->sent);
    }

    public function testAMovedSiteSendsAgain(): void
    {
        $this->server->pair($this->services());
        $this->becomeCopy();
        $this->server->hearAddress();
        $connected = 0;
        add_action('handoff_connected', static function () use (&$connected): void {
            $connected++;
        });
        $this->services()->pairing()->decideClone('moved');
        self::assertSame('on', $this->state()->state);
        self::assertSame('https://staging.example.com', $this->services()->pairings()->current()->siteUrl);
        self::assertSame(1, $connected);
    }

    public function testACopyForgetsThePairingAndLeavesTheServerAlone(): void
    {
        $this->server->pair($this->services());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        $calls = count($this->http->requests);
        $this->becomeCopy();
        $this->services()->pairing()->decideClone('copy');
        self::assertSame('not_paired', $this->state()->state);
        self::assertFalse(get_option(SiteKey::OPTION));
        self::assertCount($calls, $this->http->requests);
        // What its original may have sent already waits for a person instead of going out a second time.
        $counts = $this->services()->outbox()->counts();
        self::assertSame([0, 1], [$counts['pending'], $counts['refused']]);
        self::assertSame('copied', $this->services()->outbox()->rows('refused', null, 1)[0]['lastCode']);
    }

    /** @dataProvider waysToSeparate */
    public function testHoweverACopyIsSeparatedWhatItWasCopiedWithWaitsForAPerson(callable $separate): void
    {
        $this->server->pair($this->services());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        $this->becomeCopy();
        $separate($this->services(), $this->server);
        $counts = $this->services()->outbox()->counts();
        self::assertSame([0, 1], [$counts['pending'], $counts['refused']]);
    }

    public function waysToSeparate(): array
    {
        return [
            'as a copy' => [static fn($services) => $services->pairing()->decideClone('copy')],
            'by disconnecting' => [static fn($services) => $services->pairing()->disconnect()],
            'by pairing it by itself' => [static fn($services, FakeServer $server) => $server->pair($services)],
        ];
    }

    public function testAnAddressThatIsTakenFromTheRequestIsNotTold(): void
    {
        // Its pages go by www. too, and the server is told of neither again and again.
        $seen = OwnProcess::run('
            $server = new Handoff\Tests\Connection\FakeServer($http);
            $record = $server->pair($services);
            $record->siteUrl = $record->identity->configured = "https://shop.example.com";
            $services->pairings()->save($record);
            $services->siteAddress()->remember($record, $record->siteUrl);
            define("WP_HOME", "https://www.shop.example.com");
            $services->siteAddress()->tell();
            return [$services->sending()->state()->state, $services->sending()->state()->presentUrl, count($http->requests)];
        ');
        self::assertSame(['on', 'https://www.shop.example.com', 1], $seen);
    }

    public function testAMovedSiteKeepsSendingWhatWaits(): void
    {
        $this->server->pair($this->services());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        $this->becomeCopy();
        $this->server->hearAddress();
        $this->services()->pairing()->decideClone('moved');
        self::assertSame(1, $this->services()->outbox()->counts()['pending']);
    }

    public function testDisconnectingACopyLeavesTheServerAlone(): void
    {
        $this->server->pair($this->services());
        $calls = count($this->http->requests);
        $this->becomeCopy();
        $end = $this->services()->pairing()->disconnect();
        self::assertFalse($end['serverTold']);
        self::assertStringContainsString('stays connected', $end['message']);
        self::assertCount($calls, $this->http->requests);
    }

    public function testThereIsNothingToDecideWithoutAPairing(): void
    {
        $this->expectException(ConnectionError::class);
        $this->services()->pairing()->decideClone('moved');
    }

    private function becomeCopy(): void
    {
        update_option('home', 'https://staging.example.com');
        update_option('siteurl', 'https://staging.example.com');
    }

    private function state(): SendingState
    {
        return $this->services()->sending()->state();
    }
}
