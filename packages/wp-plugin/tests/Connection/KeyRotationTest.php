<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\ConnectionError;
use Handoff\Connection\ConnectionModule;
use Handoff\Connection\WebhookSignature;
use Handoff\Tests\TestCase;

final class KeyRotationTest extends TestCase
{
    private FakeServer $server;
    private string $oldKey;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http);
        $this->server->pair($this->services());
        $this->oldKey = $this->services()->siteKey()->publicKey();
    }

    public function testTheNewKeyTakesOver(): void
    {
        $this->http->answer('POST', $this->rotateUrl(), 200, fn($request) => $this->server->rotate($request));
        $this->services()->pairing()->rotateKey();
        self::assertNotSame($this->oldKey, $this->services()->siteKey()->publicKey());
        $this->assertInStepWithServer();
    }

    /** The server took the new key, and its answer was lost. */
    public function testALostAnswerStopsNothingAndSettlesByItself(): void
    {
        $this->rotateWithLostAnswer(true);
        // Events go on: signed by both keys, the server finds the one it has.
        self::assertSame('ok', $this->postAndJudge());
        self::assertTrue($this->services()->sending()->maySend());

        // The next call of the panel meets the 401 and recovers in the same call.
        $this->http->always('GET', '#/v1/destinations$#', 200, fn($request) => $this->server->panel($request));
        $answer = $this->services()->server()->call('GET', '/v1/destinations', [], null, 'ada@example.com');
        self::assertSame(200, $answer->status);
        self::assertNull($this->services()->siteKey()->next());
        $this->assertInStepWithServer();
    }

    public function testALostAnswerIsSettledByCronToo(): void
    {
        $this->rotateWithLostAnswer(true);
        $this->answerProbes();
        (new ConnectionModule())->register($this->services());
        do_action(ConnectionModule::SETTLE_HOOK);
        $this->assertInStepWithServer();
        self::assertFalse(wp_next_scheduled(ConnectionModule::SETTLE_HOOK));
    }

    /** The request never arrived. */
    public function testALostRequestLeavesTheOldKeyInUse(): void
    {
        $this->rotateWithLostAnswer(false);
        $this->answerProbes();
        self::assertSame('ok', $this->postAndJudge());
        self::assertSame('old', $this->services()->pairing()->settleKey());
        // It may still be on its way, so the new key is kept a while …
        self::assertNotNull($this->services()->siteKey()->next());
        // … and once the server would refuse it as too old, it is dropped.
        $this->moveClock(1000);
        self::assertSame('old', $this->services()->pairing()->settleKey());
        self::assertNull($this->services()->siteKey()->next());
        $this->assertInStepWithServer();
    }

    public function testTryingAgainAfterALostRequestSendsTheSameNewKey(): void
    {
        $this->rotateWithLostAnswer(false);
        $new = $this->services()->siteKey()->next()->publicKey()->text();
        $this->answerProbes();
        $this->http->answer('POST', $this->rotateUrl(), 200, fn($request) => $this->server->rotate($request));
        $this->services()->pairing()->rotateKey();
        self::assertSame($new, $this->services()->siteKey()->publicKey());
        $this->assertInStepWithServer();
    }

    public function testTryingAgainAfterALostAnswerIsDone(): void
    {
        $this->rotateWithLostAnswer(true);
        $this->answerProbes();
        $this->services()->pairing()->rotateKey();
        $this->assertInStepWithServer();
    }

    public function testAnUnreachableServerKeepsBothKeys(): void
    {
        $this->rotateWithLostAnswer(true);
        $this->http->always('GET', '#/v1/workspaces/#', 0);
        self::assertSame('unknown', $this->services()->pairing()->settleKey());
        self::assertSame('unavailable', $this->reasonOfRotation());
        $this->moveClock(86400);
        self::assertSame('unknown', $this->services()->pairing()->settleKey());
        self::assertCount(2, $this->services()->siteKey()->all());
    }

    public function testAClearNoDropsTheNewKeyAtOnce(): void
    {
        $this->http->answer('POST', $this->rotateUrl(), 401, ['error' => ['code' => 'clock_skew', 'message' => 'Set the clock.']]);
        self::assertSame('refused', $this->reasonOfRotation());
        self::assertCount(1, $this->services()->siteKey()->all());
        $this->assertInStepWithServer();
    }

    public function testWhatIsNoAnswerOfTheServerIsALostAnswer(): void
    {
        $this->http->answer('POST', $this->rotateUrl(), 401, '<html>Log in to the proxy</html>');
        self::assertSame('unavailable', $this->reasonOfRotation());
        self::assertCount(2, $this->services()->siteKey()->all());
    }

    public function testTwoRotationsAtOnceUseOneNewKey(): void
    {
        $first = $this->services()->siteKey()->beginRotation(1000);
        self::forgetServices();
        $second = $this->services()->siteKey()->beginRotation(1001);
        self::assertSame($first->publicKey()->text(), $second->publicKey()->text());
    }

    public function testACopyOfTheSiteMayNotChangeTheKey(): void
    {
        update_option('home', 'https://staging.example.com');
        update_option('siteurl', 'https://staging.example.com');
        self::assertSame('cloned', $this->reasonOfRotation());
    }

    private function rotateWithLostAnswer(bool $taken): void
    {
        $this->http->answer('POST', $this->rotateUrl(), 0, function ($request) use ($taken) {
            if ($taken) {
                $this->server->rotate($request);
            }
            return 'cURL error 28: Operation timed out';
        });
        self::assertSame('unavailable', $this->reasonOfRotation());
    }

    private function reasonOfRotation(): ?string
    {
        try {
            $this->services()->pairing()->rotateKey();
            return null;
        } catch (ConnectionError $error) {
            return $error->reason;
        }
    }

    private function answerProbes(): void
    {
        $this->http->always('GET', '#/v1/workspaces/[^/]+$#', 200, fn($request) => $this->server->panel($request));
    }

    /** What the server makes of an event signed now. */
    private function postAndJudge(): string
    {
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, ['results' => []]);
        $this->services()->server()->postEvents('{"events":[]}', 'batch_1');
        $headers = end($this->http->requests)['headers'];
        return WebhookSignature::judge(
            [$this->server->siteKey],
            $headers['webhook-id'],
            $headers['webhook-timestamp'],
            $headers['webhook-signature'],
            '{"events":[]}',
            $this->services()->clock()->now()
        );
    }

    private function assertInStepWithServer(): void
    {
        self::assertSame($this->server->siteKey->text(), $this->services()->siteKey()->publicKey());
        self::assertSame($this->server->siteKey->fingerprint(), $this->services()->pairings()->current()->fingerprint);
        self::assertCount(1, $this->services()->siteKey()->all());
    }

    private function rotateUrl(): string
    {
        return "https://handoff.test/v1/sources/{$this->server->sourceId}/rotate-key";
    }
}
