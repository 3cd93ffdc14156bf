<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Sources\Source;
use Handoff\Tests\TestCase;

final class RegistryTest extends TestCase
{
    public function testEverySourceHasANameOfItsOwn(): void
    {
        $slugs = array_map(static fn(Source $source) => $source->slug(), $this->services()->sources()->all());
        self::assertSame($slugs, array_unique($slugs));
        foreach ($slugs as $slug) {
            self::assertMatchesRegularExpression('/^[a-z0-9]+(-[a-z0-9]+)*$/', $slug);
            self::assertSame($slug, $this->services()->sources()->find($slug)->slug());
        }
        self::assertNull($this->services()->sources()->find('no-such-plugin'));
    }

    public function testASourceThatIsSwitchedOffDoesNotListen(): void
    {
        $active = fn(): array => array_map(static fn(Source $source) => $source->slug(), $this->services()->sources()->active());
        self::assertContains('wordpress-comments', $active());
        $this->services()->settings()->setSource('wordpress-comments', false, []);
        self::assertNotContains('wordpress-comments', $active());
    }
}
