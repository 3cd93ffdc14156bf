<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Sources\Serialized;
use PHPUnit\Framework\TestCase;

/** What looks serialized may be what a visitor typed. */
final class SerializedTest extends TestCase
{
    public static int $woken = 0;

    public function __wakeup(): void
    {
        self::$woken++;
    }

    public function testValuesOfPluginsAreRead(): void
    {
        foreach ([['a', 'b'], ['x' => ['y' => 1]], 'text', 7, false] as $value) {
            self::assertSame($value, Serialized::open(serialize($value)));
        }
        foreach (['text', '', 'a:1:{broken', ['a'], null] as $value) {
            self::assertSame($value, Serialized::open($value));
        }
    }

    public function testNoObjectIsMadeOfAText(): void
    {
        $name = self::class;
        foreach (["O:%d:\"%s\":0:{}", "a:1:{i:0;O:%d:\"%s\":0:{}}", "a:1:{i:0;a:1:{i:0;O:%d:\"%s\":0:{}}}"] as $shape) {
            $typed = sprintf($shape, strlen($name), $name);
            self::assertSame($typed, Serialized::open($typed), 'It stays the text it was.');
        }
        self::assertSame(0, self::$woken);
    }
}
