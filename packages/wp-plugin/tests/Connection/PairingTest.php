<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\Base64Url;
use Handoff\Connection\ConnectionError;
use Handoff\Connection\KeyPair;
use Handoff\Connection\PairingStore;
use Handoff\Connection\SiteKey;
use Handoff\Tests\TestCase;

final class PairingTest extends TestCase
{
    private FakeServer $server;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new FakeServer($this->http);
    }

    public function testPairsAndBothSidesShowOneFingerprint(): void
    {
        $connected = 0;
        add_action('handoff_connected', static function () use (&$connected): void {
            $connected++;
        });
        $record = $this->server->pair($this->services());

        $asked = $this->http->lastJson();
        self::assertSame(['code', 'kind', 'name', 'url', 'publicKey', 'proof'], array_keys($asked));
        self::assertSame('wordpress', $asked['kind']);
        self::assertSame('Bloom & Steep', $asked['name']);
        self::assertSame(get_option('home'), $asked['url']);
        self::assertSame($this->server->siteKey->fingerprint(), $record->fingerprint);
        self::assertSame($record->fingerprint, $this->services()->siteKey()->fingerprint());
        self::assertSame('Café Köln', $record->workspaceName);
        self::assertSame('ada@example.com', $record->pairedBy);
        self::assertEquals($record, $this->services()->pairings()->current());
        self::assertSame('on', $this->services()->sending()->state()->state);
        self::assertSame(1, $connected);
    }

    public function testTheSecretKeyIsNeitherSentNorStoredInClear(): void
    {
        global $wpdb;
        $this->server->pair($this->services());
        $seed = $this->services()->siteKey()->current()->seed();
        $stored = implode("\n", $wpdb->get_col("SELECT option_value FROM {$wpdb->options}"));
        $sent = (string) wp_json_encode($this->http->requests);
        foreach ([$seed, base64_encode($seed), bin2hex($seed), Base64Url::encode($seed)] as $form) {
            self::assertStringNotContainsString($form, $stored);
            self::assertStringNotContainsString($form, $sent);
        }
    }

    /** @dataProvider impostors */
    public function testAServerThatCannotProveItselfIsNotPaired(callable $spoil, string $reason): void
    {
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 201, function ($request) use ($spoil) {
            $answer = $this->server->pairAnswer($request);
            $answer[1] = (string) wp_json_encode($spoil(json_decode($answer[1], true), $this->server));
            return $answer;
        });
        self::assertSame($reason, $this->reasonOf(fn() => $this->connect()));
        self::assertNull($this->services()->pairings()->current());
        self::assertFalse(get_option(SiteKey::OPTION));
    }

    public function impostors(): array
    {
        return [
            'another server, honestly signing with its own key' => [static function ($answer, FakeServer $server) {
                $other = KeyPair::generate();
                $text = "handoff/paired/v1\n" . FakeServer::CODE . "\n{$server->sourceId}\n{$server->siteKey->text()}";
                return ['serverKey' => $other->publicKey()->text(), 'signature' => base64_encode($other->sign($text))] + $answer;
            }, 'server_key_mismatch'],
            'an answer made for another site, seen before' => [static function ($answer, FakeServer $server) {
                $earlier = KeyPair::generate()->publicKey();
                $text = "handoff/paired/v1\n" . FakeServer::CODE . "\n{$server->sourceId}\n{$earlier->text()}";
                return [
                    'signature' => base64_encode($server->key->sign($text)),
                    'fingerprint' => $earlier->fingerprint(),
                ] + $answer;
            }, 'answer_invalid'],
            'an answer to another code, seen before' => [static function ($answer, FakeServer $server) {
                $text = "handoff/paired/v1\nAnotherCode1234567890\n{$server->sourceId}\n{$server->siteKey->text()}";
                return ['signature' => base64_encode($server->key->sign($text))] + $answer;
            }, 'answer_invalid'],
            'another source than the signed one' => [
                static fn($answer) => ['sourceId' => 'src_other'] + $answer,
                'answer_invalid',
            ],
            'a source that is a path' => [static function ($answer, FakeServer $server) {
                $id = '../../tokens';
                $text = "handoff/paired/v1\n" . FakeServer::CODE . "\n$id\n{$server->siteKey->text()}";
                return ['sourceId' => $id, 'signature' => base64_encode($server->key->sign($text))] + $answer;
            }, 'answer_invalid'],
            'no signature at all' => [static fn($answer) => ['signature' => ''] + $answer, 'answer_invalid'],
        ];
    }

    /** @dataProvider refusals */
    public function testWhatTheServerSaysIsShown(int $status, $body, string $reason, string $words): void
    {
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', $status, $body);
        try {
            $this->connect();
            self::fail('It was paired.');
        } catch (ConnectionError $error) {
            self::assertSame($reason, $error->reason);
            self::assertStringContainsString($words, $error->getMessage());
        }
        self::assertNull($this->services()->pairings()->current());
    }

    public function refusals(): array
    {
        $said = static fn(string $code, string $words) => ['error' => ['code' => $code, 'message' => $words]];
        return [
            'a code that was used' => [401, $said('code_invalid', 'used already'), 'refused', 'used already'],
            'too many tries' => [429, $said('rate_limited', 'Wait a little.'), 'unavailable', 'Wait a little.'],
            'a server in trouble' => [503, $said('unavailable', 'database'), 'unavailable', 'database'],
            'something else lives there' => [200, '<html>Welcome to nginx</html>', 'unavailable', 'not as a Handoff server'],
            'nothing lives there' => [404, '<html>Not found</html>', 'unavailable', '404'],
            'no connection' => [0, 'cURL error 7: Failed to connect', 'unavailable', 'could not be reached'],
            'no answer in time' => [0, 'cURL error 28: Operation timed out', 'unavailable', 'did not answer in time'],
            'a bad certificate' => [0, 'cURL error 60: SSL certificate problem', 'unavailable', 'certificate'],
            'a redirect' => [301, '', 'unavailable', 'another address'],
        ];
    }

    public function testAnUnencryptedServerOutsideIsRefusedBeforeAnythingIsSent(): void
    {
        foreach (['http://8.8.8.8', 'http://[2606:4700:4700::1111]:8787'] as $origin) {
            self::assertSame('insecure', $this->reasonForOrigin($origin));
        }
        self::assertSame([], $this->http->requests);
        foreach (['http://127.0.0.1:8787', 'http://192.168.1.4:8787', 'http://[::1]:8787', 'http://[fd00::4]:8787'] as $origin) {
            $server = new FakeServer($this->http, $origin);
            $this->http->always('POST', '#/revoke$#', 200, '{}');
            self::assertSame($origin, $server->pair($this->services())->origin);
        }
    }

    public function testPairingAnewTakesANewKeyAndEndsTheOldPairing(): void
    {
        $this->server->pair($this->services());
        $before = $this->server->siteKey;
        $next = new FakeServer($this->http, 'https://other.test');
        $next->sourceId = 'src_new';
        $this->http->answer('POST', $this->revokeUrl(), 200, function ($request) use ($before) {
            self::assertSame($before->text(), $this->server->siteKey->text());
            return $this->server->panel($request);
        });
        $next->pair($this->services());
        self::assertSame('https://other.test', $this->services()->pairings()->current()->origin);
        self::assertNotSame($before->text(), $this->services()->siteKey()->publicKey());
        self::assertSame($next->siteKey->text(), $this->services()->siteKey()->publicKey());
    }

    public function testAFailedNewPairingLeavesTheOldOne(): void
    {
        $record = $this->server->pair($this->services());
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 0);
        self::assertSame('unavailable', $this->reasonOf(fn() => $this->connect()));
        self::assertEquals($record, $this->services()->pairings()->current());
        self::assertSame($this->server->siteKey->text(), $this->services()->siteKey()->publicKey());
    }

    public function testADatabaseThatTakesNoEmojiKeepsAWorkspaceNamedWithOne(): void
    {
        $this->refuseEmoji();
        $this->server->workspaceName = 'Bloom 🌸 & "Steep"';
        $this->server->pair($this->services());
        wp_cache_flush();
        self::assertSame('Bloom 🌸 & "Steep"', $this->services()->pairings()->require()->workspaceName);
        self::assertSame('on', $this->services()->sending()->state()->state);
    }

    public function testAPairingThatTheDatabaseDoesNotKeepIsSaidAndTheOneBeforeStays(): void
    {
        $record = $this->server->pair($this->services());
        $next = new FakeServer($this->http, 'https://other.test');
        $next->sourceId = 'src_new';
        $this->http->answer('POST', 'https://other.test/v1/sources/pair', 201, fn($request) => $next->pairAnswer($request));
        $url = "https://other.test/v1/workspaces/{$next->workspaceId}/sources/src_new/revoke";
        $this->http->answer('POST', $url, 200, fn($request) => $next->panel($request));
        $connected = 0;
        add_action('handoff_connected', static function () use (&$connected): void {
            $connected++;
        });
        $this->refusePairings('src_new');
        try {
            $this->services()->pairing()->connect($next->connectionCode(), 'ada@example.com');
            self::fail('It was paired.');
        } catch (ConnectionError $error) {
            self::assertSame('not_stored', $error->reason);
            self::assertStringContainsString('database could not keep the new connection', $error->getMessage());
        }
        wp_cache_flush();
        self::forgetServices();
        self::assertEquals($record, $this->services()->pairings()->current(), 'The server of the old one was not told that it ended.');
        self::assertSame($this->server->siteKey->text(), $this->services()->siteKey()->publicKey());
        self::assertSame(['on', 0], [$this->services()->sending()->state()->state, $connected]);
    }

    public function testAFirstPairingThatTheDatabaseDoesNotKeepLeavesNothing(): void
    {
        $this->refusePairings($this->server->sourceId);
        $this->http->answer('POST', 'https://handoff.test/v1/sources/pair', 201, fn($request) => $this->server->pairAnswer($request));
        $this->http->answer('POST', $this->revokeUrl(), 200, fn($request) => $this->server->panel($request));
        self::assertSame('not_stored', $this->reasonOf(fn() => $this->connect()));
        wp_cache_flush();
        self::assertSame([null, false], [$this->services()->pairings()->current(), get_option(SiteKey::OPTION)]);
    }

    public function testDisconnectTellsTheServer(): void
    {
        $this->server->pair($this->services());
        $this->http->answer('POST', $this->revokeUrl(), 200, fn($request) => $this->server->panel($request));
        self::assertSame(['serverTold' => true, 'message' => null], $this->services()->pairing()->disconnect());
        self::assertNull($this->services()->pairings()->current());
        self::assertFalse(get_option(SiteKey::OPTION));
        self::assertSame('not_paired', $this->services()->sending()->state()->state);
    }

    public function testDisconnectWorksWithoutTheServerAndSaysSo(): void
    {
        $this->server->pair($this->services());
        $this->http->answer('POST', $this->revokeUrl(), 0);
        $end = $this->services()->pairing()->disconnect();
        self::assertFalse($end['serverTold']);
        self::assertStringContainsString('https://handoff.test', $end['message']);
        self::assertNull($this->services()->pairings()->current());
    }

    public function testDisconnectKeepsWhatWaits(): void
    {
        $this->server->pair($this->services());
        $envelope = ['id' => 'e1', 'idempotencyKey' => 'form.submitted:x:1', 'type' => 'form.submitted', 'data' => []];
        $this->services()->outbox()->add($envelope, 'hook', 'custom', 'f', '');
        $this->http->answer('POST', $this->revokeUrl(), 0);
        $this->services()->pairing()->disconnect();
        self::assertSame(1, $this->services()->outbox()->counts()['pending']);
    }

    public function testAStoredPairingThatWasSpoiledIsNone(): void
    {
        $record = $this->server->pair($this->services());
        foreach (['origin' => 'https://a@evil.test', 'serverKey' => 'whpk_x', 'sourceId' => null] as $member => $value) {
            update_option(PairingStore::OPTION, [$member => $value] + $record->toArray());
            self::assertNull($this->services()->pairings()->current(), $member);
        }
    }

    /** The database does not take a pairing as this source. */
    private function refusePairings(string $sourceId): void
    {
        add_filter('query', static fn(string $sql): string => preg_match("/^(INSERT|UPDATE).*\"$sourceId/s", stripslashes($sql)) === 1 ? '' : $sql);
    }

    private function connect(): void
    {
        $this->services()->pairing()->connect($this->server->connectionCode(), 'ada@example.com');
    }

    private function revokeUrl(): string
    {
        return "https://handoff.test/v1/workspaces/{$this->server->workspaceId}/sources/{$this->server->sourceId}/revoke";
    }

    private function reasonForOrigin(string $origin): ?string
    {
        $server = new FakeServer($this->http, $origin);
        return $this->reasonOf(fn() => $this->services()->pairing()->connect($server->connectionCode(), 'ada@example.com'));
    }

    private function reasonOf(callable $do): ?string
    {
        try {
            $do();
            return null;
        } catch (ConnectionError $error) {
            return $error->reason;
        }
    }
}
