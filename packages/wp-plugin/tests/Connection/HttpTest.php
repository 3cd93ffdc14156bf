<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\Answer;
use Handoff\Tests\TestCase;

/** Over real sockets: what WordPress would refuse is allowed for exactly the paired origin, and only for our request. */
final class HttpTest extends TestCase
{
    private static ?LoopbackServer $listener = null;

    private FakeServer $server;

    public static function setUpBeforeClass(): void
    {
        self::$listener = new LoopbackServer();
    }

    public static function tearDownAfterClass(): void
    {
        self::$listener->stop();
        self::$listener = null;
    }

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http, self::$listener->origin());
        $this->server->pair($this->services());
        remove_filter('pre_http_request', [$this->http, 'filter']);
    }

    public function testThePairedServerMayBePrivateAndOnAnyPort(): void
    {
        $answer = $this->send('/echo?a=b%20c', 'POST', '{"x":1}');
        self::assertSame(200, $answer->status, $answer->error);
        self::assertSame('POST', $answer->json()['method']);
        self::assertSame('/echo?a=b%20c', $answer->json()['target']);
        self::assertSame('{"x":1}', $answer->json()['body']);
        self::assertSame('application/json', $answer->header('Content-Type'));
    }

    public function testOthersStayRefusedDuringOurRequestAndAfter(): void
    {
        $other = new LoopbackServer();
        try {
            $during = [];
            add_action('http_api_debug', static function () use (&$during, $other): void {
                remove_all_actions('http_api_debug');
                $during[] = wp_safe_remote_get($other->origin() . '/');
                $during[] = wp_safe_remote_get(self::$listener->origin() . '/other-path');
                self::assertFalse(wp_http_validate_url('http://127.0.0.2/'), 'Another private address.');
            });
            self::assertSame(200, $this->send('/echo')->status);
            $during[] = wp_safe_remote_get(self::$listener->origin() . '/echo');
            foreach ($during as $refused) {
                self::assertInstanceOf(\WP_Error::class, $refused);
            }
            self::assertCount(3, $during);
        } finally {
            $other->stop();
        }
    }

    public function testFiltersAreGoneEvenWhereTheRequestFails(): void
    {
        $before = $this->filters();
        add_filter('pre_http_request', static function () {
            throw new \RuntimeException('another plugin');
        });
        try {
            $this->send('/echo');
            self::fail('It did not pass on.');
        } catch (\RuntimeException $error) {
            self::assertSame('another plugin', $error->getMessage());
        }
        self::assertSame($before, $this->filters());
    }

    /** @dataProvider strangers */
    public function testOtherOriginsAreNotCalled(string $url): void
    {
        $reached = 0;
        add_filter('pre_http_request', static function () use (&$reached) {
            $reached++;
            return new \WP_Error('reached', 'It was called.');
        });
        $url = str_replace('{origin}', self::$listener->origin(), $url);
        $answer = $this->services()->http()->send('GET', $url, [], null, 5);
        self::assertSame(0, $answer->status);
        self::assertSame(0, $reached, $url);
    }

    public function strangers(): array
    {
        return [
            ['http://169.254.169.254/latest/meta-data'],
            ['http://127.0.0.1:1/'],
            ['{origin}.evil.test/'],
            ['{origin}@evil.test/'],
            ['{origin}'],
            ['{origin}\\@evil.test/'],
            ["{origin}/a\r\nHost: evil.test"],
            ['{origin}/a b'],
            ['HTTP://127.0.0.1/'],
            ['file:///etc/passwd'],
        ];
    }

    public function testRedirectsAreNotFollowed(): void
    {
        $answer = $this->send('/redirect');
        self::assertSame(0, $answer->status);
        self::assertStringContainsString('another address', $answer->error);
        self::assertNotContains('/redirected', self::$listener->targets());
    }

    public function testAnotherPluginCannotMakeItUnsafe(): void
    {
        add_filter('http_request_args', static fn($args) => ['redirection' => 5, 'reject_unsafe_urls' => false] + $args, 999);
        self::assertSame(0, $this->send('/redirect')->status);
        self::assertNotContains('/redirected', self::$listener->targets());
    }

    public function testAHugeAnswerDoesNotFillTheMemory(): void
    {
        $kept = 0;
        add_filter('http_response', static function ($response) use (&$kept) {
            $kept = strlen($response['body']);
            return $response;
        });
        $answer = $this->send('/huge');
        self::assertSame(8388609, $kept);
        self::assertSame(0, $answer->status);
        self::assertStringContainsString('too large', $answer->error);
    }

    public function testNobodyThereIsSaidInWords(): void
    {
        $gone = new LoopbackServer();
        $origin = $gone->origin();
        $gone->stop();
        $answer = $this->services()->http()->sendTo($origin, 'GET', "$origin/", [], null, 5);
        self::assertStringContainsString("$origin could not be reached", $answer->error);
        $answer = $this->services()->http()->sendTo('https://no-such-host.invalid', 'GET', 'https://no-such-host.invalid/', [], null, 5);
        self::assertStringContainsString('could not be found', $answer->error);
    }

    public function testErrorsHoldNoSecret(): void
    {
        $answer = $this->services()->http()->send('GET', self::$listener->origin() . '/hang-up', ['Authorization' => 'Bearer s3cr3t'], null, 5);
        self::assertSame(0, $answer->status);
        self::assertStringNotContainsString('s3cr3t', $answer->error);
    }

    private function send(string $target, string $method = 'GET', ?string $body = null): Answer
    {
        return $this->services()->http()->send($method, self::$listener->origin() . $target, [], $body, 5);
    }

    /** @return int[] */
    private function filters(): array
    {
        return array_map(static function (string $hook): int {
            return array_sum(array_map('count', $GLOBALS['wp_filter'][$hook]->callbacks ?? []));
        }, ['http_request_host_is_external', 'http_allowed_safe_ports', 'http_request_args']);
    }
}
