<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\SiteIdentity;
use Handoff\Tests\TestCase;

/** When a site is taken for a copy of the paired one. */
final class SiteIdentityTest extends TestCase
{
    private const SITE = [
        'home' => 'https://shop.example.com',
        'siteUrl' => 'https://shop.example.com',
        'configured' => '',
        'install' => 'here',
        'environment' => 'production',
    ];

    /** @dataProvider sameSites */
    public function testTheSameSite(array $now, array $paired = []): void
    {
        self::assertFalse(self::identity($now)->isCopyOf(self::identity($paired)));
    }

    public function sameSites(): array
    {
        return [
            'nothing changed' => [[]],
            'https came' => [['home' => 'https://shop.example.com'], ['home' => 'http://shop.example.com']],
            'www went' => [['home' => 'https://shop.example.com'], ['home' => 'https://www.shop.example.com']],
            'another case, a slash' => [['home' => 'https://Shop.Example.com/']],
            'WordPress moved to its own folder' => [['siteUrl' => 'https://shop.example.com/wp', 'install' => 'elsewhere']],
            'the front page moved into a folder' => [['home' => 'https://shop.example.com/new']],
            'a new host with the same address' => [['install' => 'elsewhere']],
            'the stored address changed under a WP_HOME that did not' => [
                ['home' => 'https://old.example.com', 'configured' => 'https://shop.example.com'],
                ['configured' => 'https://shop.example.com'],
            ],
            'WP_HOME written down later' => [['configured' => 'https://www.shop.example.com', 'install' => 'elsewhere']],
        ];
    }

    /** @dataProvider copies */
    public function testACopy(array $now, array $paired = []): void
    {
        self::assertTrue(self::identity($now)->isCopyOf(self::identity($paired)));
    }

    public function copies(): array
    {
        $staging = 'https://staging.example.com';
        $folder = 'https://shop.example.com/staging';
        return [
            'staging under a host of its own' => [['home' => $staging, 'siteUrl' => $staging, 'install' => 'elsewhere']],
            'in a container that looks the same inside' => [['home' => $staging, 'siteUrl' => $staging]],
            'in a folder of the site' => [['home' => $folder, 'siteUrl' => $folder, 'install' => 'elsewhere']],
            'on another port' => [['home' => 'http://shop.example.com:8080', 'siteUrl' => 'http://shop.example.com:8080']],
            'of a site in a folder' => [
                ['home' => 'https://example.com/b', 'siteUrl' => 'https://example.com/b'],
                ['home' => 'https://example.com/a', 'siteUrl' => 'https://example.com/a'],
            ],
            'a dump on a developer’s machine with WP_HOME' => [['configured' => 'http://localhost:8000', 'install' => 'laptop']],
            'a container with everything the same but WP_HOME' => [
                ['configured' => 'http://localhost:8000'],
                ['configured' => 'https://shop.example.com'],
            ],
            'a host that only says so in WP_ENVIRONMENT_TYPE' => [['environment' => 'staging']],
        ];
    }

    public function testASiteThatAnswersToSeveralAddressesIsAskedOnceForEach(): void
    {
        $first = self::identity(['configured' => 'https://shop.example.com']);
        $second = self::identity(['configured' => 'https://laden.example.com']);
        $third = self::identity(['configured' => 'https://tienda.example.com']);
        self::assertTrue($second->isCopyOf($first));
        $known = SiteIdentity::fromArray($second->after($first)->toArray());
        self::assertFalse($first->isCopyOf($known));
        self::assertFalse($second->isCopyOf($known));
        self::assertTrue($third->isCopyOf($known));
        $known = $third->after($known);
        self::assertFalse($first->isCopyOf($known));
    }

    public function testASiteThatMovedIsNoLongerAtItsOldAddress(): void
    {
        $old = self::identity([]);
        $new = self::identity(['home' => 'https://new.example.com', 'siteUrl' => 'https://new.example.com', 'install' => 'elsewhere']);
        self::assertFalse($new->isCopyOf($new->after($old)));
        self::assertTrue($old->isCopyOf($new->after($old)));
    }

    public function testWhatFiltersAndRequestsSayDoesNotCount(): void
    {
        $before = SiteIdentity::present();
        add_filter('home_url', static fn() => 'https://de.example.com/de');
        add_filter('option_home', static fn() => 'https://de.example.com/de');
        add_filter('pre_option_siteurl', static fn() => 'https://de.example.com');
        $_SERVER['HTTP_HOST'] = 'evil.example.com';
        $now = SiteIdentity::present();
        self::assertEquals($before, $now);
        unset($_SERVER['HTTP_HOST'], $_SERVER['SERVER_NAME']);
        self::assertEquals($before, SiteIdentity::present());
        self::assertStringStartsWith('http', $now->url());
    }

    public function testReadsWhatItWrote(): void
    {
        $identity = SiteIdentity::present();
        self::assertEquals($identity, SiteIdentity::fromArray($identity->toArray()));
        self::assertSame(64, strlen($identity->install));
        self::assertStringNotContainsString(DB_NAME, (string) wp_json_encode($identity->toArray()));
    }

    public function testWpHomeWithoutAHostIsNoAddress(): void
    {
        $seen = OwnProcess::run('return Handoff\Connection\SiteIdentity::present()->toArray();', ['WP_HOME' => 'http://']);
        self::assertSame('', $seen['configured']);
        $seen = OwnProcess::run('return Handoff\Connection\SiteIdentity::present()->toArray();', ['WP_HOME' => 'http://localhost:8000']);
        self::assertSame('http://localhost:8000', $seen['configured']);
    }

    private static function identity(array $changes): SiteIdentity
    {
        return SiteIdentity::fromArray($changes + self::SITE);
    }
}
