<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\Answer;
use Handoff\Connection\ConnectionError;
use Handoff\Connection\PublicKey;
use Handoff\Connection\WebhookSignature;
use Handoff\Tests\TestCase;

final class ServerTest extends TestCase
{
    private FakeServer $server;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http);
    }

    public function testEventsAreSignedForThisTry(): void
    {
        $this->server->pair($this->services());
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, ['results' => []]);
        $body = '{"events":[{"text":"Grüße 🎉"}]}';
        $answer = $this->services()->server()->postEvents($body, 'batch_1');
        self::assertSame(202, $answer->status);
        self::assertSame(['results' => []], $answer->json());

        $request = end($this->http->requests);
        self::assertSame($body, $request['body']);
        self::assertSame($this->server->sourceId, $request['headers']['handoff-source']);
        self::assertSame('application/json', $request['headers']['content-type']);
        self::assertSame('ok', WebhookSignature::judge(
            [$this->server->siteKey],
            $request['headers']['webhook-id'],
            $request['headers']['webhook-timestamp'],
            $request['headers']['webhook-signature'],
            $body,
            $this->services()->clock()->now()
        ));
    }

    public function testACallNamesThePersonForAMinute(): void
    {
        $this->stopClock();
        $this->server->pair($this->services());
        $this->http->answer('PATCH', 'https://handoff.test/v1/workspaces/w', 200, fn($request) => $this->server->panel($request));
        $this->services()->server()->call('PATCH', '/v1/workspaces/w', ['a' => 'x&y=z +'], '{"b":1}', 'ada@example.com');
        $request = end($this->http->requests);
        self::assertSame('https://handoff.test/v1/workspaces/w?a=x%26y%3Dz%20%2B', $request['url']);
        self::assertSame('{"b":1}', $request['body']);
        $now = $this->services()->clock()->now();
        self::assertSame([
            'iss' => $this->server->sourceId,
            'aud' => 'https://handoff.test',
            'sub' => 'ada@example.com',
            'iat' => $now,
            'exp' => $now + 60,
        ], FakeServer::claims($request));
        self::assertTrue($this->server->knows($request));
    }

    public function testWithoutAPairingNothingIsCalled(): void
    {
        $this->expectException(ConnectionError::class);
        $this->services()->server()->call('GET', '/v1/destinations', [], null, '');
    }

    public function testAStrangersTokenIsNotTheSites(): void
    {
        $this->server->pair($this->services());
        $this->http->answer('GET', 'https://handoff.test/v1/destinations', 200, fn($request) => $this->server->panel($request));
        $this->server->siteKey = PublicKey::ofBytes(str_repeat("\x07", 32));
        self::assertSame('token_invalid', $this->services()->server()->call('GET', '/v1/destinations', [], null, '')->errorCode());
    }

    public function testWhatTheServerSays(): void
    {
        $answer = new Answer(429, '{"error":{"code":"rate_limited","message":"Wait.","retryAfterSeconds":7.2}}');
        self::assertSame(['rate_limited', 'Wait.', 8], [$answer->errorCode(), $answer->errorMessage(), $answer->retryAfter()]);
        $answer = new Answer(503, '<html>', '', ['retry-after' => '120']);
        self::assertSame([null, null, 120], [$answer->errorCode(), $answer->errorMessage(), $answer->retryAfter()]);
        $date = ['retry-after' => 'Sat, 21 Nov 2026 06:01:00 GMT', 'date' => 'Sat, 21 Nov 2026 06:00:00 GMT'];
        self::assertSame(60, (new Answer(503, '', '', $date))->retryAfter());
        self::assertNull((new Answer(503, '', '', ['retry-after' => 'soon']))->retryAfter());
        foreach (['[]', '"text"', 'null', '', '{"error":"no"}', '{"error":{"code":1}}', '{'] as $odd) {
            self::assertNull((new Answer(500, $odd))->errorCode(), $odd);
        }
        self::assertSame('No connection.', Answer::failure('No connection.')->errorMessage());
    }
}
