<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/** The server's API as this paired site calls it. */
class Server
{
    private const EVENTS_SECONDS = 10;
    private const READ_SECONDS = 10;
    /** Testing an account or sending a test waits for other people's systems. */
    private const CHANGE_SECONDS = 30;

    private PairingStore $pairings;
    private SiteKey $key;
    private Http $http;
    private Clock $clock;

    public function __construct(PairingStore $pairings, SiteKey $key, Http $http, Clock $clock)
    {
        $this->pairings = $pairings;
        $this->key = $key;
        $this->http = $http;
        $this->clock = $clock;
    }

    /**
     * Posts an event or a batch. While it is not known which key the server has, both sign: one that fits is enough.
     *
     * @param string $messageId The same on every try of this body; printable ASCII without a full stop.
     *
     * @throws ConnectionError Where the site is not paired, or its key cannot be opened.
     */
    public function postEvents(string $body, string $messageId): Answer
    {
        $record = $this->pairings->require();
        $headers = WebhookSignature::headers($this->key->all(), $messageId, $this->clock->now(), $body);
        $headers += ['handoff-source' => $record->sourceId, 'Content-Type' => 'application/json'];
        return $this->http->send('POST', $record->origin . '/v1/events', $headers, $body, self::EVENTS_SECONDS);
    }

    /**
     * Calls the API on behalf of a person.
     *
     * @param string               $path   Begins with `/v1/`; its parts are encoded already.
     * @param array<string, mixed> $query  Not encoded.
     * @param string               $person The e-mail address of who asks.
     *
     * @throws ConnectionError Where the site is not paired, or its key cannot be opened.
     */
    public function call(string $method, string $path, array $query, ?string $body, string $person): Answer
    {
        $record = $this->pairings->require();
        $answer = $this->callWith($this->key->current(), $record, $method, $path, $query, $body, $person);
        $next = $answer->errorCode() === 'token_invalid' ? $this->key->next() : null;
        if ($next === null) {
            return $answer;
        }
        // The answer to a change of key was lost. The server refused the old key; if it knows the new one, it has it.
        $second = $this->callWith($next, $record, $method, $path, $query, $body, $person);
        if ($second->status !== 0 && $second->errorCode() !== 'token_invalid') {
            $this->key->commitRotation();
            $this->pairings->saveFingerprint($this->key->fingerprint());
        }
        return $second;
    }

    /** Whether the server knows this site by that key; null where it could not be asked. */
    public function knows(KeyPair $key): ?bool
    {
        $record = $this->pairings->require();
        $answer = $this->callWith($key, $record, 'GET', "/v1/workspaces/{$record->workspaceId}", [], null, '');
        if ($answer->errorCode() === 'token_invalid') {
            return false;
        }
        // The server judges the clock only once the signature held.
        return $answer->ok() || $answer->errorCode() === 'clock_skew' ? true : null;
    }

    /**
     * Ends a pairing at its server, which need not be the present one any more.
     *
     * @param KeyPair[] $keys Those the server may know the site by.
     *
     * @return bool Whether the server knows that it ended.
     */
    public function revoke(PairingRecord $record, array $keys, string $person): bool
    {
        $url = "{$record->origin}/v1/workspaces/{$record->workspaceId}/sources/{$record->sourceId}/revoke";
        foreach ($keys as $key) {
            $headers = ['Authorization' => 'Bearer ' . Token::make($key, $record, $person, $this->clock->now())];
            $answer = $this->http->sendTo($record->origin, 'POST', $url, $headers, null, self::READ_SECONDS);
            if ($answer->ok() || $answer->errorCode() === 'source_revoked') {
                return true;
            }
        }
        return false;
    }

    /** @param array<string, mixed> $query */
    private function callWith(
        KeyPair $key,
        PairingRecord $record,
        string $method,
        string $path,
        array $query,
        ?string $body,
        string $person
    ): Answer {
        $headers = [
            'Authorization' => 'Bearer ' . Token::make($key, $record, $person, $this->clock->now()),
            // The language of who asks: the server words for them what it words itself.
            'Accept-Language' => str_replace('_', '-', get_user_locale()),
        ];
        if ($body !== null) {
            $headers['Content-Type'] = 'application/json';
        }
        $url = $record->origin . $path . ($query === [] ? '' : '?' . http_build_query($query, '', '&', PHP_QUERY_RFC3986));
        return $this->http->send($method, $url, $headers, $body, $method === 'GET' ? self::READ_SECONDS : self::CHANGE_SECONDS);
    }
}
