<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/**
 * Replaces the site's key. The server's answer may be lost after it took the new key, so both keys are kept, and both
 * sign, until it is known which one the server has.
 */
final class KeyRotation
{
    private const SECONDS = 10;

    /** A request on its way is refused by the server after five minutes; twice that, and a bit, is certain. */
    private const IN_FLIGHT = 900;

    private PairingStore $pairings;
    private SiteKey $key;
    private Http $http;
    private Server $server;
    private Clock $clock;

    public function __construct(PairingStore $pairings, SiteKey $key, Http $http, Server $server, Clock $clock)
    {
        $this->pairings = $pairings;
        $this->key = $key;
        $this->http = $http;
        $this->server = $server;
        $this->clock = $clock;
    }

    /** @throws ConnectionError With `unavailable` both keys are kept and the site goes on sending. */
    public function rotate(): void
    {
        $record = $this->pairings->require();
        $earlier = $this->key->rotationBegunAt();
        $settled = $this->settle();
        if ($settled === 'unknown') {
            throw $this->notKnown(TransportError::none($record->origin));
        }
        if ($settled === 'new') {
            return;
        }
        $old = $this->key->current();
        $new = $this->key->beginRotation($this->clock->now());
        $answer = $this->ask($record, $old, $new);
        if ($answer->ok() && ($answer->json()['fingerprint'] ?? null) === $new->publicKey()->fingerprint()) {
            $this->commit();
            return;
        }
        $refused = $answer->status >= 400 && $answer->status < 500 && $answer->errorCode() !== null;
        if ($refused && $earlier === null && $answer->errorCode() !== 'conflict') {
            // No earlier request with this key can still be on its way.
            $this->key->abandonRotation();
        }
        if ($refused) {
            throw new ConnectionError('refused', (string) $answer->errorMessage());
        }
        throw $this->notKnown($answer->errorMessage() ?? TransportError::none($record->origin));
    }

    /**
     * Finds out which key the server has, where that is open.
     *
     * @return string `new`, `old` or `unknown`; `old` too where nothing was open.
     *
     * @throws ConnectionError
     */
    public function settle(): string
    {
        $begunAt = $this->key->rotationBegunAt();
        if ($begunAt === null) {
            return 'old';
        }
        $next = $this->key->next();
        $known = $next === null ? false : $this->server->knows($next);
        if ($known === true) {
            $this->commit();
            return 'new';
        }
        if ($known === null || $this->server->knows($this->key->current()) !== true) {
            return 'unknown';
        }
        if ($this->clock->now() - $begunAt > self::IN_FLIGHT) {
            $this->key->abandonRotation();
        }
        return 'old';
    }

    private function ask(PairingRecord $record, KeyPair $old, KeyPair $new): Answer
    {
        $body = (string) wp_json_encode(PairProof::rotation($record->sourceId, $old, $new, $this->clock->now()));
        $url = "{$record->origin}/v1/sources/{$record->sourceId}/rotate-key";
        return $this->http->send('POST', $url, ['Content-Type' => 'application/json'], $body, self::SECONDS);
    }

    private function notKnown(string $why): ConnectionError
    {
        return new ConnectionError('unavailable', sprintf(
            /* translators: %s: what went wrong. */
            __('It is not known whether the server took the new key: %s Both keys are kept and events go on being sent; this settles by itself.', 'handoff'),
            $why
        ));
    }

    private function commit(): void
    {
        $this->key->commitRotation();
        $this->pairings->saveFingerprint($this->key->fingerprint());
    }
}
