<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

/** Who may call what, and in which words everyone else is refused. */
final class AccessTest extends RestTestCase
{
    private const ROUTES = [
        ['GET', '/status', 'view'],
        ['POST', '/connect', 'connect'],
        ['POST', '/disconnect', 'connect'],
        ['POST', '/rotate-key', 'connect'],
        ['POST', '/clone', 'connect'],
        ['GET', '/outbox', 'view'],
        ['GET', '/outbox/1', 'view'],
        ['POST', '/outbox/flush', 'manage'],
        ['POST', '/outbox/retry', 'manage'],
        ['POST', '/outbox/discard', 'manage'],
        ['POST', '/sources/forms-plugin', 'manage'],
        ['POST', '/send-test', 'manage'],
        ['POST', '/gap-scan', 'manage'],
        ['POST', '/backfill', 'manage'],
        ['POST', '/backfill/x', 'manage'],
        ['GET', '/settings', 'manage'],
        ['PUT', '/settings', 'manage'],
        ['POST', '/forget', 'manage'],
        ['GET', '/server/v1/destinations', 'view'],
        ['POST', '/server/v1/destinations', 'manage'],
        ['PUT', '/server/v1/destinations', 'manage'],
        ['PATCH', '/server/v1/destinations', 'manage'],
        ['DELETE', '/server/v1/destinations', 'manage'],
    ];

    private const BODIES = [
        '/connect' => ['code' => 'x'],
        '/clone' => ['decision' => 'moved'],
        '/outbox/retry' => ['ids' => [1]],
        '/outbox/discard' => ['ids' => [1]],
        '/send-test' => ['source' => 'forms-plugin'],
        '/backfill' => ['source' => 'forms-plugin', 'since' => '2026-01-01T00:00:00Z'],
        '/backfill/x' => ['do' => 'pause'],
    ];

    public function testEveryRouteOfTheContractIsThereAndNoOther(): void
    {
        $there = [];
        foreach (rest_get_server()->get_routes('handoff/v1') as $path => $handlers) {
            foreach ($handlers as $handler) {
                foreach (array_keys($handler['methods']) as $method) {
                    $there[] = "$method " . preg_replace('/\(\?P<(\w+)>.*\)$/', '{$1}', substr($path, strlen('/handoff/v1')));
                }
                if ($path !== '/handoff/v1') {
                    self::assertArrayHasKey('permission_callback', $handler, $path);
                }
            }
        }
        $contract = (string) file_get_contents(dirname(__DIR__, 2) . '/src/site-api/endpoints.ts');
        preg_match_all("/method: '(\w+)',\s+path: '([^']+)'/", $contract, $match, PREG_SET_ORDER);
        self::assertGreaterThan(10, count($match));
        $wanted = array_map(static fn($one) => "$one[1] $one[2]", $match);
        $wanted = array_merge($wanted, ['POST /wake', 'GET '], array_map(
            static fn($method) => "$method /server/{path}",
            ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        ));
        sort($wanted);
        sort($there);
        self::assertSame($wanted, $there);
    }

    /** @dataProvider roles */
    public function testRolesReachWhatTheyShould(?string $role, array $may): void
    {
        $this->services()->settings()->save(['viewRoles' => ['author'], 'manageRoles' => ['editor']]);
        $this->server->pair($this->services());
        $this->http->always('GET', '#^https://handoff.test/v1/destinations#', 200, '{}');
        $role === null ? wp_set_current_user(0) : $this->actAs($role);
        foreach (self::ROUTES as [$method, $path, $needs]) {
            if (in_array($needs, $may, true)) {
                continue;
            }
            $refused = $this->rest($method, "/handoff/v1$path", self::BODIES[$path] ?? []);
            self::assertSame($role === null ? 401 : 403, $refused->get_status(), "$method $path");
            $error = self::assertApiError($refused, $refused->get_status(), 'forbidden');
            self::assertStringContainsString($role === null ? 'sign' : 'role', $error['message']);
        }
        self::assertCount(1, $this->http->requests);
    }

    public function roles(): array
    {
        return [
            'a visitor' => [null, []],
            'a subscriber' => ['subscriber', []],
            'a role that may see' => ['author', ['view']],
            'a role that may manage' => ['editor', ['view', 'manage']],
        ];
    }

    public function testRolesThatMaySeeDo(): void
    {
        $this->services()->settings()->save(['viewRoles' => ['author'], 'manageRoles' => ['editor']]);
        $this->actAs('author');
        $status = $this->rest('GET', '/handoff/v1/status');
        self::assertSame(200, $status->get_status());
        self::assertSame([false, false], [$status->get_data()['person']['canManage'], $status->get_data()['person']['canConnect']]);
        $this->actAs('editor');
        self::assertSame(200, $this->rest('GET', '/handoff/v1/settings')->get_status());
        self::assertTrue($this->rest('GET', '/handoff/v1/status')->get_data()['person']['canManage']);
        $this->actAs('administrator');
        self::assertTrue($this->rest('GET', '/handoff/v1/status')->get_data()['person']['canConnect']);
    }

    public function testManagersCannotGiveThemselvesMore(): void
    {
        $this->services()->settings()->save(['manageRoles' => ['editor']]);
        $this->actAs('editor');
        self::assertSame(200, $this->rest('PUT', '/handoff/v1/settings', ['retentionDays' => 60, 'manageRoles' => ['editor']])->get_status());
        $changes = [['viewRoles' => ['subscriber']], ['manageRoles' => []], ['deleteOnUninstall' => true]];
        foreach ($changes as $change) {
            self::assertApiError($this->rest('PUT', '/handoff/v1/settings', $change), 403, 'forbidden');
        }
        self::assertSame(['editor'], $this->services()->settings()->all()['manageRoles']);
    }

    public function testACookieWithoutItsNonceIsNobody(): void
    {
        $this->actAs('administrator');
        $GLOBALS['wp_rest_auth_cookie'] = true;
        [$status, $body] = Dispatcher::browse('GET', '/handoff/v1/status');
        self::assertSame(401, $status);
        self::assertSame('forbidden', json_decode($body, true)['error']['code']);
    }

    public function testAnOldNonceIsSaidInTheWordsWordPressScriptsRenewItBy(): void
    {
        $this->actAs('administrator');
        $GLOBALS['wp_rest_auth_cookie'] = true;
        [$status, $body] = Dispatcher::browse('POST', '/handoff/v1/disconnect', [], '{}', ['X-WP-Nonce' => 'too-old']);
        $answer = json_decode($body, true);
        self::assertSame(403, $status);
        self::assertSame('rest_cookie_invalid_nonce', $answer['code']);
        self::assertSame('forbidden', $answer['error']['code']);
    }

    public function testWithItsNonceItIsThePerson(): void
    {
        $this->actAs('administrator');
        $GLOBALS['wp_rest_auth_cookie'] = true;
        [$status, $body] = Dispatcher::browse('GET', '/handoff/v1/status', [], '', ['X-WP-Nonce' => wp_create_nonce('wp_rest')]);
        self::assertSame(200, $status);
        self::assertTrue(json_decode($body, true)['person']['canConnect']);
    }
}
