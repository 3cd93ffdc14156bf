<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\WakeCall;
use Handoff\Tests\TestCase;

final class WakeCallTest extends TestCase
{
    private FakeServer $server;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http);
        $this->server->pair($this->services());
    }

    public function testTheServersCallIsTakenOnce(): void
    {
        $body = $this->body();
        $headers = $this->server->wakeHeaders($body, $this->now());
        self::assertTrue($this->verify($body, $headers));
        self::assertFalse($this->verify($body, $headers));
        self::assertTrue($this->verify($body, $this->server->wakeHeaders($body, $this->now() + 1, 'wak_2')));
        // Nor does an older one come after a later one.
        self::assertFalse($this->verify($body, $headers));
    }

    /** @dataProvider forgeries */
    public function testOtherCallsAreNot(callable $make): void
    {
        $this->stopClock();
        [$body, $headers] = $make($this->server, $this->now());
        self::assertFalse($this->verify($body, $headers));
        // And they do not keep the right one from being taken.
        self::assertTrue($this->verify($this->body(), $this->server->wakeHeaders($this->body(), $this->now())));
    }

    public function forgeries(): array
    {
        $body = static fn(FakeServer $server) => (string) wp_json_encode(['sourceId' => $server->sourceId]);
        return [
            'no signature' => [static fn($server) => [$body($server), []]],
            'another server’s key' => [static function ($server, $now) use ($body) {
                $other = new FakeServer(new \Handoff\Tests\Support\HttpAnswerer());
                return [$body($server), $other->wakeHeaders($body($server), $now)];
            }],
            'a changed body' => [static fn($server, $now) => [$body($server) . ' ', $server->wakeHeaders($body($server), $now)]],
            'meant for another site' => [static function ($server, $now) {
                $other = '{"sourceId":"src_other"}';
                return [$other, $server->wakeHeaders($other, $now)];
            }],
            'for no site' => [static fn($server, $now) => ['', $server->wakeHeaders('', $now)]],
            'too old' => [static fn($server, $now) => [$body($server), $server->wakeHeaders($body($server), $now - 301)]],
            'from the future' => [static fn($server, $now) => [$body($server), $server->wakeHeaders($body($server), $now + 301)]],
            'signed by the site itself' => [static function ($server, $now) use ($body) {
                $site = \Handoff\Plugin::services()->siteKey()->current();
                return [$body($server), \Handoff\Connection\WebhookSignature::headers([$site], 'wak_1', $now, $body($server))];
            }],
        ];
    }

    public function testAnUnpairedSiteTakesNone(): void
    {
        $this->services()->pairings()->forget();
        self::assertFalse($this->verify($this->body(), $this->server->wakeHeaders($this->body(), $this->now())));
    }

    private function verify(string $body, array $headers): bool
    {
        $request = new \WP_REST_Request('POST', '/handoff/v1/wake');
        $request->set_headers($headers);
        $request->set_body($body);
        return (new WakeCall($this->services()->pairings(), $this->services()->clock()))->verify($request);
    }

    private function body(): string
    {
        return (string) wp_json_encode(['sourceId' => $this->server->sourceId, 'at' => '2026-11-21T06:00:00Z']);
    }

    private function now(): int
    {
        return $this->services()->clock()->now();
    }
}
