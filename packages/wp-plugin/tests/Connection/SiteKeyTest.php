<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\ConnectionError;
use Handoff\Connection\KeyPair;
use Handoff\Connection\PublicKey;
use Handoff\Connection\Seal;
use Handoff\Connection\SiteKey;
use Handoff\Tests\TestCase;

final class SiteKeyTest extends TestCase
{
    public function testSealsOpenAndAreNeverTheSame(): void
    {
        $seal = new Seal();
        $sealed = $seal->seal('secret');
        self::assertSame('secret', $seal->open($sealed));
        self::assertStringNotContainsString(base64_encode('secret'), $sealed);
        self::assertNotSame($sealed, $seal->seal('secret'));
    }

    public function testChangedOrStrangeSealsDoNotOpen(): void
    {
        $seal = new Seal();
        $sealed = $seal->seal('secret');
        $changed = $sealed;
        $changed[10] = $changed[10] === 'A' ? 'B' : 'A';
        foreach ([$changed, substr($sealed, 0, 20), '', 'v1:', 'v2:' . substr($sealed, 3), 'v1:%%%'] as $bad) {
            self::assertNull($seal->open($bad));
        }
    }

    public function testSignsWithTheKeyItShows(): void
    {
        $key = $this->services()->siteKey();
        $key->replace(KeyPair::generate());
        self::assertSame(64, strlen($key->sign('text')));
        self::assertTrue(PublicKey::parse($key->publicKey())->verifies('text', base64_encode($key->sign('text'))));
        self::assertMatchesRegularExpression('/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/', $key->fingerprint());
    }

    public function testChangedSaltsAreSaidAndBreakNothing(): void
    {
        $server = new FakeServer($this->http);
        $server->pair($this->services());
        $this->changeSalts();
        $state = $this->services()->sending()->state();
        self::assertSame('refused', $state->state);
        self::assertStringContainsString('Pair again', $state->message);
        self::assertFalse($this->services()->sending()->maySend());
        $report = $this->services()->sender()->run(5);
        self::assertStringContainsString('Pair again', (string) $report->message);
        foreach (['publicKey', 'fingerprint'] as $part) {
            try {
                $this->services()->siteKey()->{$part}();
                self::fail('The key opened under other salts.');
            } catch (ConnectionError $error) {
                self::assertSame('key_unreadable', $error->reason);
            }
        }
        // Pairing again mends it, without a call to the server that no longer knows how to be told.
        $server->pair($this->services());
        self::assertSame('on', $this->services()->sending()->state()->state);
    }

    public function testDisconnectWorksWithAKeyThatCannotBeOpened(): void
    {
        (new FakeServer($this->http))->pair($this->services());
        $this->changeSalts();
        self::assertFalse($this->services()->pairing()->disconnect()['serverTold']);
        self::assertNull($this->services()->pairings()->current());
    }

    public function testASealKeyOutlivesTheSalts(): void
    {
        $this->inOwnProcess('
            $key = $services->siteKey();
            $pair = Handoff\Connection\KeyPair::generate();
            $key->replace($pair);
            define("HANDOFF_SEAL_KEY", "correct horse battery staple");
            $opened = $key->publicKey() === $pair->publicKey()->text();
            add_filter("salt", fn() => "other salts");
            wp_cache_flush();
            return [$opened, $key->readable(), $key->publicKey() === $pair->publicKey()->text()];
        ', [true, true, true]);
    }

    public function testSecretsDoNotShowInDumps(): void
    {
        $pair = new KeyPair(str_repeat('S', 32));
        ob_start();
        var_dump($pair);
        $dumps = [print_r($pair, true), (string) ob_get_clean()];
        foreach ($dumps as $dump) {
            self::assertStringContainsString('whpk_', $dump);
            self::assertStringNotContainsString(str_repeat('S', 32), $dump);
        }
        $this->expectException(\LogicException::class);
        serialize($pair);
    }

    public function testTheKeyIsNotLoadedWithEveryPage(): void
    {
        global $wpdb;
        $this->services()->siteKey()->replace(KeyPair::generate());
        $loaded = $wpdb->get_var($wpdb->prepare("SELECT autoload FROM {$wpdb->options} WHERE option_name = %s", SiteKey::OPTION));
        self::assertContains($loaded, ['off', 'no']);
    }

    private function changeSalts(): void
    {
        add_filter('salt', static fn() => 'other salts');
    }

    /** @param mixed $expected */
    private function inOwnProcess(string $code, $expected): void
    {
        self::assertSame($expected, OwnProcess::run($code));
    }
}
