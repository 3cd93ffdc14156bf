<?php

declare(strict_types=1);

namespace Handoff\Tests;

use Handoff\Clock;
use Handoff\Plugin;
use Handoff\Services;
use Handoff\Tests\Support\HttpAnswerer;
use PHPUnit\Framework\TestCase as PhpUnit;
use ReflectionProperty;
use WP_Hook;
use WP_REST_Request;
use WP_REST_Response;

/**
 * A test inside a real WordPress. What it changes in the database, in hooks, in the superglobals, in the clock and in
 * the current user is undone after it; DDL (CREATE, ALTER, DROP TABLE) is not: MySQL commits there.
 */
abstract class TestCase extends PhpUnit
{
    protected HttpAnswerer $http;

    /** @var array<string, WP_Hook> */
    private array $hooks = [];

    /** @var array<int, array<mixed>> */
    private array $superglobals = [];

    private int $mailsBefore = 0;

    protected function setUp(): void
    {
        parent::setUp();
        global $wpdb, $wp_filter;
        $this->hooks = array_map(static fn(WP_Hook $hook) => clone $hook, $wp_filter);
        $this->superglobals = [$_GET, $_POST, $_REQUEST, $_COOKIE, $_SERVER, $_FILES];
        $this->mailsBefore = count(self::allMails());
        wp_cache_flush();
        self::forgetServices();
        $wpdb->query('START TRANSACTION');
        $this->http = new HttpAnswerer();
        add_filter('pre_http_request', [$this->http, 'filter'], 10, 3);
        $wpdb->suppress_errors(false);
        // Most tests are about what is captured, not about who it is for.
        add_filter('handoff_keep_before_pairing', '__return_true');
    }

    protected function assertPostConditions(): void
    {
        parent::assertPostConditions();
        self::assertSame([], $this->http->problems(), 'What was sent over HTTP is not what the test prepared.');
    }

    protected function tearDown(): void
    {
        global $wpdb, $wp_filter;
        $wpdb->query('ROLLBACK');
        $wp_filter = $this->hooks;
        [$_GET, $_POST, $_REQUEST, $_COOKIE, $_SERVER, $_FILES] = $this->superglobals;
        wp_set_current_user(0);
        wp_cache_flush();
        // WordPress keeps roles in memory too; what a test took from them is back in the database only.
        wp_roles()->for_site();
        self::forgetServices();
        $GLOBALS['wp_rest_server'] = null;
        parent::tearDown();
    }

    protected function services(): Services
    {
        return Plugin::services();
    }

    /** Lets the plugin's clock stand still, for a test that names a second: the next one may begin at any line of it. */
    protected function stopClock(): void
    {
        $this->services()->clock()->stoppedAt = time();
    }

    /** Moves the plugin's clock; WordPress' own time stays. */
    protected function moveClock(int $seconds): void
    {
        $this->services()->clock()->offset += $seconds;
    }

    /** As on a site whose tables are older than WordPress 4.2, which take no emoji. */
    protected function refuseEmoji(): void
    {
        add_filter('pre_get_table_charset', static fn() => 'utf8mb3');
        add_filter('pre_get_col_charset', static fn() => 'utf8mb3');
    }

    /** Makes a user of a role and signs in as it. Answers its id. */
    protected function actAs(string $role): int
    {
        $name = $role . '-' . wp_generate_password(6, false);
        $id = wp_insert_user(['user_login' => $name, 'user_pass' => 'x', 'user_email' => "$name@example.com", 'role' => $role]);
        self::assertIsInt($id);
        wp_set_current_user($id);
        return $id;
    }

    /**
     * Calls a route of WordPress' REST API as the current user.
     *
     * @param string               $path   Such as `/handoff/v1/outbox`.
     * @param array<string, mixed> $params The query of a GET; else the JSON body.
     * @param array<string, string> $headers
     */
    protected function rest(string $method, string $path, array $params = [], array $headers = []): WP_REST_Response
    {
        $request = new WP_REST_Request($method, $path);
        if ($method === 'GET') {
            $request->set_query_params($params);
        } else {
            $request->set_header('content-type', 'application/json');
            $request->set_body((string) wp_json_encode($params === [] ? (object) [] : $params));
        }
        foreach ($headers as $name => $value) {
            $request->set_header($name, $value);
        }
        return rest_do_request($request);
    }

    /** @return array<int, array{to: mixed, subject: string, message: string}> The mails sent since the test began. */
    protected function mails(): array
    {
        return array_slice(self::allMails(), $this->mailsBefore);
    }

    /**
     * Every part is made anew when next asked for, as in a new request; only the clock stays, set right again, because
     * parts that WordPress' hooks hold from the start go by it.
     */
    protected static function forgetServices(): void
    {
        $services = Plugin::services();
        $services->clock()->offset = 0;
        $services->clock()->stoppedAt = null;
        $made = new ReflectionProperty(Services::class, 'made');
        $made->setAccessible(true);
        $made->setValue($services, [Clock::class => $services->clock()]);
    }

    /** @return array<int, array{to: mixed, subject: string, message: string}> */
    private static function allMails(): array
    {
        $file = WP_CONTENT_DIR . '/mails.jsonl';
        $lines = is_file($file) ? (array) file($file, FILE_IGNORE_NEW_LINES) : [];
        return array_map(static fn($line) => json_decode((string) $line, true), $lines);
    }
}
