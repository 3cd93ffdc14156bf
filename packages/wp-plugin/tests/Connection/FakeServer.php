<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Connection\Base64Url;
use Handoff\Connection\KeyPair;
use Handoff\Connection\PairingRecord;
use Handoff\Connection\PublicKey;
use Handoff\Connection\WebhookSignature;
use Handoff\Services;
use Handoff\Tests\Support\HttpAnswerer;

/** A Handoff server as a site sees it: it pairs, takes changes of key, and knows who calls. */
final class FakeServer
{
    public const CODE = 'q3nWmKx0d5TtLr7yVb2c9A';

    public string $origin;
    public string $sourceId = 'src_01J9Z3K4M5N6P7Q8R9S0T1V2W3';
    public string $workspaceId = 'wsp_01J9Z3K4M5N6P7Q8R9S0T1V2W4';
    public string $workspaceName = 'Café Köln';
    public KeyPair $key;

    /** Where the server takes the site to be. */
    public ?string $siteUrl = null;

    /** The site's key as the server has it. */
    public ?PublicKey $siteKey = null;

    private HttpAnswerer $http;

    public function __construct(HttpAnswerer $http, string $origin = 'https://handoff.test')
    {
        $this->http = $http;
        $this->origin = $origin;
        $this->key = KeyPair::generate();
    }

    public function connectionCode(): string
    {
        return 'hnd1_' . Base64Url::encode((string) wp_json_encode([
            'v' => 1,
            'origin' => $this->origin,
            'code' => self::CODE,
            'thumbprint' => $this->key->publicKey()->thumbprint(),
        ]));
    }

    /** Pairs the site by the plugin's own way. */
    public function pair(Services $services): PairingRecord
    {
        $this->http->answer('POST', "{$this->origin}/v1/sources/pair", 201, fn($request) => $this->pairAnswer($request));
        return $services->pairing()->connect($this->connectionCode(), 'ada@example.com');
    }

    /**
     * What this server answers to a pair request whose proof holds.
     *
     * @param array<string, mixed> $request
     *
     * @return array<int, mixed>
     */
    public function pairAnswer(array $request): array
    {
        $asked = json_decode($request['body'], true);
        $key = PublicKey::parse($asked['publicKey']);
        $text = "handoff/pair/v1\n{$asked['code']}\n{$asked['publicKey']}\n{$asked['url']}";
        if ($key === null || $asked['code'] !== self::CODE || !$key->verifies($text, $asked['proof'])) {
            return self::error(401, 'code_invalid', 'The site could not prove that the key it sent is its own.');
        }
        $this->siteKey = $key;
        $this->siteUrl = $asked['url'];
        $signed = "handoff/paired/v1\n{$asked['code']}\n{$this->sourceId}\n{$asked['publicKey']}";
        return [201, (string) wp_json_encode([
            'sourceId' => $this->sourceId,
            'workspace' => ['id' => $this->workspaceId, 'name' => $this->workspaceName],
            'serverKey' => $this->key->publicKey()->text(),
            'fingerprint' => $key->fingerprint(),
            'signature' => base64_encode($this->key->sign($signed)),
        ]), []];
    }

    /**
     * Takes a change of key that the old and the new key vouch for.
     *
     * @param array<string, mixed> $request
     *
     * @return array<int, mixed>
     */
    public function rotate(array $request): array
    {
        $asked = json_decode($request['body'], true);
        $text = "handoff/rotate/v1\n{$this->sourceId}\n{$asked['newPublicKey']}\n{$asked['timestamp']}";
        $new = PublicKey::parse($asked['newPublicKey']);
        if ($this->siteKey === null || !$this->siteKey->verifies($text, $asked['oldProof']) || !$new->verifies($text, $asked['newProof'])) {
            return self::error(401, 'signature_invalid', 'The change of key is not signed by the key in use.');
        }
        $this->siteKey = $new;
        return [200, (string) wp_json_encode(['sourceId' => $this->sourceId, 'fingerprint' => $new->fingerprint()]), []];
    }

    /**
     * Answers a panel's call if the token is signed by the key the server has.
     *
     * @param array<string, mixed> $request
     *
     * @return array<int, mixed>
     */
    public function panel(array $request, string $body = '{"ok":true}'): array
    {
        return $this->knows($request)
            ? [200, $body, []]
            : self::error(401, 'token_invalid', 'The site’s token is not signed by its paired key.');
    }

    /** Takes changes of the site's address, signed by its key, from now on. */
    public function hearAddress(): void
    {
        $this->http->always('PATCH', $this->sourceUrl(), 200, function (array $request): array {
            $url = json_decode($request['body'], true)['url'];
            $answer = $this->panel($request, (string) wp_json_encode(['id' => $this->sourceId, 'url' => $url]));
            $this->siteUrl = $answer[0] === 200 ? $url : $this->siteUrl;
            return $answer;
        });
    }

    public function sourceUrl(): string
    {
        return "{$this->origin}/v1/workspaces/{$this->workspaceId}/sources/{$this->sourceId}";
    }

    /** @param array<string, mixed> $request */
    public function knows(array $request): bool
    {
        $token = (string) substr($request['headers']['authorization'] ?? '', strlen('Bearer '));
        [$head, $claims, $signature] = explode('.', $token . '..');
        return $this->siteKey !== null
            && $this->siteKey->verifies("$head.$claims", base64_encode((string) Base64Url::decode($signature)));
    }

    /**
     * @param array<string, mixed> $request
     *
     * @return array<string, mixed> What the token of a call claims.
     */
    public static function claims(array $request): array
    {
        $parts = explode('.', (string) $request['headers']['authorization']);
        return json_decode((string) Base64Url::decode($parts[1]), true);
    }

    /** @return array<string, string> The headers of a wake call. */
    public function wakeHeaders(string $body, int $timestamp, string $id = 'wak_1'): array
    {
        return WebhookSignature::headers([$this->key], $id, $timestamp, $body);
    }

    /** @return array<int, mixed> */
    public static function error(int $status, string $code, string $message): array
    {
        return [$status, (string) wp_json_encode(['error' => ['code' => $code, 'message' => $message]]), []];
    }
}
