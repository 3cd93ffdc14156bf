<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

use Handoff\Rest\ProxyPath;
use Handoff\Tests\Connection\FakeServer;

/** The panel's way to the server, and what does not get through it. */
final class ServerProxyTest extends RestTestCase
{
    private const OURS = 'wsp_01J9Z3K4M5N6P7Q8R9S0T1V2W4';

    public function testTheAnswerComesByteForByteWithItsStatus(): void
    {
        $this->pairAs('administrator');
        $body = '{"settings":{},"list":[],"number":1.0,"big":12345678901234567890,"text":"Grüße \u00fc/","empty":null}';
        $this->http->answer('POST', $this->url('/flows'), 201, fn($request) => [201, $this->server->panel($request, $body)[1], []]);
        [$status, $sent, $headers] = Dispatcher::browse('POST', $this->route('/flows'), [], '{"name":"A","spec":{}}');
        self::assertSame(201, $status);
        self::assertSame($body, $sent);
        self::assertStringStartsWith('application/json', $headers['Content-Type']);
        $request = end($this->http->requests);
        self::assertSame('{"name":"A","spec":{}}', $request['body']);
        self::assertSame(wp_get_current_user()->user_email, FakeServer::claims($request)['sub']);
    }

    public function testTheServersErrorsComeThrough(): void
    {
        $this->pairAs('administrator');
        $body = '{"error":{"code":"rate_limited","message":"Wait.","retryAfterSeconds":7}}';
        $this->http->answer('GET', $this->url('/events'), 429, $body, ['retry-after' => '7']);
        [$status, $sent, $headers] = Dispatcher::browse('GET', $this->route('/events'));
        self::assertSame([429, $body, '7'], [$status, $sent, $headers['Retry-After']]);
    }

    public function testNothingButATokenAndTheLanguageIsAdded(): void
    {
        $this->pairAs('administrator');
        $this->http->answer('GET', 'https://handoff.test/v1/destinations', 200, '{}');
        $_COOKIE['wordpress_logged_in'] = 'cookie-value';
        $headers = ['X-WP-Nonce' => 'nonce-value', 'X-Evil' => 'x', 'Authorization' => 'Basic abc'];
        Dispatcher::browse('GET', '/handoff/v1/server/v1/destinations', [], '', $headers);
        $request = end($this->http->requests);
        self::assertSame(['authorization', 'accept-language', 'accept'], array_keys($request['headers']));
        self::assertSame('en-US', $request['headers']['accept-language']);
        self::assertSame([], $request['args']['cookies']);
        self::assertTrue($this->server->knows($request));
        self::assertStringNotContainsString('nonce-value', (string) wp_json_encode($request));
    }

    /** @dataProvider queries */
    public function testQueriesComeThrough(array $query, string $expected): void
    {
        $this->pairAs('administrator');
        $this->http->answer('GET', $this->url('/events'), 200, '{}');
        Dispatcher::browse('GET', $this->route('/events'), $query);
        self::assertSame($this->url('/events') . $expected, end($this->http->requests)['url']);
    }

    public function queries(): array
    {
        return [
            'none' => [[], ''],
            'several' => [['limit' => '50', 'state' => 'received'], '?limit=50&state=received'],
            'signs' => [['contact' => 'ada+x@example.com', 'type' => 'a&b=c#d %'], '?contact=ada%2Bx%40example.com&type=a%26b%3Dc%23d%20%25'],
            'quotes and other scripts' => [['contact' => "O'Brien \\ Grüße"], '?contact=O%27Brien%20%5C%20Gr%C3%BC%C3%9Fe'],
            'empty and zero' => [['a' => '', 'b' => '0'], '?a=&b=0'],
            'what WordPress adds' => [['_locale' => 'user', '_wpnonce' => 'x', 'rest_route' => '/x', 'limit' => '1'], '?limit=1'],
            'a query that would be the path' => [['path' => 'v1/tokens'], '?path=v1%2Ftokens'],
        ];
    }

    /** @dataProvider methods */
    public function testMethodsComeThrough(string $method, array $headers, string $expected): void
    {
        $this->pairAs('administrator');
        $this->http->answer($expected, $this->url('/flows/f1'), 200, '{"ok":true}');
        [$status] = Dispatcher::browse($method, $this->route('/flows/f1'), [], '', $headers);
        self::assertSame(200, $status);
    }

    public function methods(): array
    {
        return [
            ['GET', [], 'GET'],
            ['PUT', [], 'PUT'],
            ['PATCH', [], 'PATCH'],
            ['DELETE', [], 'DELETE'],
            'as WordPress scripts send it' => ['POST', ['X-HTTP-Method-Override' => 'DELETE'], 'DELETE'],
        ];
    }

    public function testAViewerCannotChangeByCallingItAGet(): void
    {
        $this->services()->settings()->save(['viewRoles' => ['author']]);
        $this->pairAs('author');
        [$status] = Dispatcher::browse('GET', $this->route('/flows/f1'), ['_method' => 'DELETE']);
        self::assertSame(403, $status);
        [$status] = Dispatcher::browse('GET', $this->route('/flows/f1'), [], '', ['X-HTTP-Method-Override' => 'DELETE']);
        self::assertSame(403, $status);
        self::assertCount(1, $this->http->requests);
    }

    /** @dataProvider strangePaths */
    public function testOtherPathsAreNotCalled(string $path): void
    {
        self::assertNull(ProxyPath::allowed($path, self::OURS), $path);
        $this->pairAs('administrator');
        [$status, $body] = Dispatcher::browse('GET', "/handoff/v1/server/$path");
        self::assertContains($status, [404], $body);
        self::assertSame('not_found', json_decode($body, true)['error']['code']);
        self::assertCount(1, $this->http->requests);
    }

    public function strangePaths(): array
    {
        $ours = 'v1/workspaces/' . self::OURS;
        $paths = [
            'v1/workspaces',
            'v1/workspaces/wsp_other/events',
            'v1/workspaces/' . strtolower(self::OURS) . '/events',
            'v1/tokens',
            'v1/events',
            'v1/sources/pair',
            'health',
            'metrics',
            'V1/destinations',
            'v1/destinationsX',
            'v2/destinations',
            "$ours/../wsp_other/events",
            "$ours/%2e%2e/wsp_other",
            "$ours/.%2E/wsp_other",
            "$ours/%252e%252e/wsp_other",
            "$ours/./events",
            "$ours//events",
            "$ours/%2F/events",
            "$ours/a%2Fb",
            "$ours/a%5Cb",
            "$ours\\..\\wsp_other",
            "$ours%2F..%2Fwsp_other/events",
            "$ours/a%00b",
            "$ours/a%0D%0Ab",
            "$ours/a%3Fx%25",
            "$ours/sources/src_01J9Z3K4M5N6P7Q8R9S0T1V2W3/revoke",
            'v1/destinations/../tokens',
            '/v1/destinations',
            '%2Fv1/destinations',
            'http://evil.test/v1/destinations',
            '@evil.test/v1/destinations',
            '.evil.test/v1/destinations',
        ];
        return array_combine($paths, array_map(static fn($path) => [$path], $paths));
    }

    /** @dataProvider ownPaths */
    public function testOwnPathsAre(string $path, string $expected): void
    {
        self::assertSame($expected, ProxyPath::allowed($path, self::OURS));
    }

    public function ownPaths(): array
    {
        $ours = 'v1/workspaces/' . self::OURS;
        return [
            ['v1/destinations', '/v1/destinations'],
            [$ours, "/$ours"],
            ["$ours/connections/c-1/operations/upsert_contact/fields", "/$ours/connections/c-1/operations/upsert_contact/fields"],
            // As WordPress gives it with pretty permalinks, and with plain ones, where PHP decoded it once.
            ["$ours/x/a%20b%3Fc%23d", "/$ours/x/a%20b%3Fc%23d"],
            ["$ours/x/a b?c#d", "/$ours/x/a%20b%3Fc%23d"],
            ["$ours/x/Gr%C3%BC%C3%9Fe", "/$ours/x/Gr%C3%BC%C3%9Fe"],
            ["$ours/x/a+b;c@d:e", "/$ours/x/a%2Bb%3Bc%40d%3Ae"],
        ];
    }

    /** @dataProvider noAnswers */
    public function testAServerThatDoesNotAnswerIsSaidInItsOwnShape(int $status, string $body): void
    {
        $this->pairAs('administrator');
        $this->http->answer('GET', $this->url('/events'), $status, $body);
        $error = self::assertApiError($this->rest('GET', $this->route('/events')), 503, 'unavailable');
        self::assertStringContainsString('kept on this site', $error['message']);
        self::assertStringContainsString('https://handoff.test', $error['message']);
        self::assertStringNotContainsString('<', $error['message']);
    }

    public function noAnswers(): array
    {
        return [
            'no connection' => [0, 'cURL error 7: Failed to connect'],
            'a gateway in between' => [502, '<html><h1>Bad gateway</h1></html>'],
            'a captive portal' => [200, '<html>Log in</html>'],
            'an empty answer' => [200, ''],
            'half an answer' => [200, '{"items":[{"id":'],
            'a redirect' => [302, ''],
        ];
    }

    public function testWithoutAPairingThereIsNoServer(): void
    {
        $this->actAs('administrator');
        self::assertApiError($this->rest('GET', '/handoff/v1/server/v1/destinations'), 409, 'conflict');
    }

    public function testACopyMayLookAndNotChange(): void
    {
        $this->pairAs('administrator');
        update_option('home', 'https://staging.example.com');
        $this->http->answer('GET', $this->url('/flows'), 200, '{}');
        self::assertSame(200, $this->rest('GET', $this->route('/flows'))->get_status());
        self::assertApiError($this->rest('POST', $this->route('/flows')), 409, 'conflict');
        self::assertCount(2, $this->http->requests);
    }

    public function testALostKeyIsSaidWithWhatToDo(): void
    {
        $this->pairAs('administrator');
        add_filter('salt', static fn() => 'other salts');
        $error = self::assertApiError($this->rest('GET', '/handoff/v1/server/v1/destinations'), 409, 'conflict');
        self::assertStringContainsString('Pair again', $error['message']);
    }

    public function testWhatTheServerSaysOfTheSiteIsSeenInSending(): void
    {
        $this->pairAs('administrator');
        $revoked = ['error' => ['code' => 'source_revoked', 'message' => 'This site was disconnected.']];
        $this->http->answer('GET', $this->url('/events'), 401, $revoked);
        self::assertSame(401, $this->rest('GET', $this->route('/events'))->get_status());
        $sending = $this->services()->sending();
        self::assertSame(['refused', 'This site was disconnected.'], [$sending->state()->state, $sending->state()->message]);
        $this->http->answer('GET', $this->url('/events'), 200, '{}');
        $this->rest('GET', $this->route('/events'));
        self::assertSame('on', $sending->state()->state);
    }

    public function testTheWakeCallSendsOnceItsSenderHasItsAnswer(): void
    {
        $this->server->pair($this->services());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        remove_all_actions('shutdown');
        $body = (string) wp_json_encode(['sourceId' => $this->server->sourceId]);
        $headers = $this->server->wakeHeaders($body, $this->services()->clock()->now());
        [$status] = Dispatcher::browse('POST', '/handoff/v1/wake', [], $body, $headers);
        self::assertSame(202, $status);
        self::assertSame(1, $this->services()->outbox()->counts()['pending']);
        $this->http->answer('POST', 'https://handoff.test/v1/events', 202, ['results' => [['eventId' => 'e1', 'status' => 'accepted']]]);
        do_action('shutdown');
        self::assertSame(1, $this->services()->outbox()->counts()['delivered']);

        // On a site without cron nothing else forgets what is old.
        $this->moveClock(31 * 86400);
        $later = $this->server->wakeHeaders($body, $this->services()->clock()->now(), 'wak_later');
        remove_all_actions('shutdown');
        Dispatcher::browse('POST', '/handoff/v1/wake', [], $body, $later);
        do_action('shutdown');
        self::assertSame(0, $this->services()->outbox()->counts()['delivered']);

        remove_all_actions('shutdown');
        [$status, $sent] = Dispatcher::browse('POST', '/handoff/v1/wake', [], $body, $headers);
        self::assertSame([401, 'signature_invalid'], [$status, json_decode($sent, true)['error']['code']]);
        self::assertFalse(has_action('shutdown'));
        [$status] = Dispatcher::browse('POST', '/handoff/v1/wake', [], $body, ['webhook-signature' => 'v1a,x'] + $headers);
        self::assertSame(401, $status);
    }

    private function url(string $path): string
    {
        return 'https://handoff.test/v1/workspaces/' . self::OURS . $path;
    }

    private function route(string $path): string
    {
        return '/handoff/v1/server/v1/workspaces/' . self::OURS . $path;
    }
}
