<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

use Handoff\Plugin;
use Handoff\Services;
use Handoff\Sources\Registry;
use Handoff\Tests\Connection\FakeServer;
use Handoff\Tests\TestCase;
use ReflectionProperty;
use WP_REST_Response;

/** Routes with sources that are always the same, and what their answers have to look like. */
abstract class RestTestCase extends TestCase
{
    protected FakeServer $server;

    /** @var StubSource[] */
    protected array $sources = [];

    protected function setUp(): void
    {
        parent::setUp();
        // The people these tests sign in as are no registrations.
        remove_all_actions('user_register');
        $this->server = new FakeServer($this->http);
        $this->sources = [new StubSource('forms-plugin'), new StubSource('quiet-plugin')];
        $this->sources[1]->note = 'It keeps none.';
        $registry = new class ($this->services()->settings(), $this->sources) extends Registry {
            /** @var StubSource[] */
            private array $stubs;

            public function __construct(\Handoff\Settings\Settings $settings, array $stubs)
            {
                parent::__construct($settings);
                $this->stubs = $stubs;
            }

            public function all(): array
            {
                return $this->stubs;
            }
        };
        $made = new ReflectionProperty(Services::class, 'made');
        $made->setAccessible(true);
        $made->setValue(Plugin::services(), [Registry::class => $registry] + $made->getValue(Plugin::services()));
    }

    protected function tearDown(): void
    {
        unset($GLOBALS['wp_rest_auth_cookie'], $GLOBALS['HTTP_RAW_POST_DATA']);
        parent::tearDown();
    }

    protected function pairAs(string $role): void
    {
        $this->server->pair($this->services());
        $this->actAs($role);
    }

    /** @return array<string, mixed> The error of an answer in the shape of the API. */
    protected static function assertApiError(WP_REST_Response $response, int $status, string $code): array
    {
        $data = json_decode((string) wp_json_encode($response->get_data()), true);
        self::assertSame($status, $response->get_status(), (string) wp_json_encode($data));
        self::assertSame($code, $data['error']['code'] ?? null);
        self::assertNotSame('', $data['error']['message']);
        return $data['error'];
    }

    /**
     * An answer has these members of these types and no others. Types: string, int, bool, time, list, map; `?` before
     * one for null too; an array of them for a map, `[shape]` for a list of maps.
     *
     * @param mixed                $value
     * @param array<string, mixed> $shape
     */
    protected static function assertShape(array $shape, $value, string $at = ''): void
    {
        self::assertIsArray($value, "$at is no map.");
        $names = array_keys($shape);
        $found = array_keys($value);
        sort($names);
        sort($found);
        self::assertSame($names, $found, "Members of $at");
        foreach ($shape as $name => $type) {
            self::assertIs($type, $value[$name], "$at/$name");
        }
    }

    /**
     * @param mixed $type
     * @param mixed $value
     */
    private static function assertIs($type, $value, string $at): void
    {
        if (is_array($type) && array_keys($type) === [0]) {
            self::assertSame(array_values((array) $value), $value, "$at is no list.");
            foreach ($value as $index => $one) {
                is_array($type[0]) ? self::assertShape($type[0], $one, "$at/$index") : self::assertIs($type[0], $one, "$at/$index");
            }
            return;
        }
        if (is_array($type)) {
            self::assertShape($type, $value, $at);
            return;
        }
        if ($type[0] === '?') {
            $type = substr($type, 1);
            if ($value === null) {
                return;
            }
        }
        $time = '/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/';
        $is = [
            'string' => 'is_string',
            'int' => 'is_int',
            'bool' => 'is_bool',
            'map' => 'is_array',
            'time' => static fn($given) => is_string($given) && preg_match($time, $given) === 1,
        ];
        self::assertTrue($is[$type]($value), "$at is no $type but " . wp_json_encode($value));
    }
}
