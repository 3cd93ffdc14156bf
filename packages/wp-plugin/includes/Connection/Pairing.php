<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/** Connects this site to a server, changes its key, disconnects it. */
final class Pairing
{
    private const SECONDS = 15;
    private const MAX_NAME = 200;

    private PairingStore $pairings;
    private SiteKey $key;
    private Http $http;
    private Server $server;
    private SiteAddress $address;
    private Clock $clock;

    public function __construct(
        PairingStore $pairings,
        SiteKey $key,
        Http $http,
        Server $server,
        SiteAddress $address,
        Clock $clock
    ) {
        $this->pairings = $pairings;
        $this->key = $key;
        $this->http = $http;
        $this->server = $server;
        $this->address = $address;
        $this->clock = $clock;
    }

    /**
     * Pairs with the server of a connection code. A pairing there was ends once the new one stands.
     *
     * @param string $by Who asks, for people.
     *
     * @throws ConnectionError
     */
    public function connect(string $code, string $by, bool $unattended = false): PairingRecord
    {
        $connection = ConnectionCode::decode($code);
        if (Origin::isExposed($connection->origin)) {
            throw new ConnectionError('insecure', sprintf(
                /* translators: %s: the server's address. */
                __('%s is not encrypted, so what your visitors write could be read on the way. Give the Handoff server an https:// address and create a new connection code.', 'handoff'),
                $connection->origin
            ));
        }
        if (!$unattended && self::mayNotName($connection->origin)) {
            throw new ConnectionError('private_address', sprintf(
                /* translators: %s: the server's address. */
                __('%s is not an address on the public web. In a network of sites only a network administrator may connect a site to such a server; ask them to enter this connection code.', 'handoff'),
                $connection->origin
            ));
        }
        $key = KeyPair::generate();
        $identity = SiteIdentity::present();
        $answer = $this->ask($connection, $key, $identity->url());
        PairProof::check($connection, $key->publicKey(), $answer);

        $record = new PairingRecord();
        $record->origin = $connection->origin;
        $record->sourceId = $answer['sourceId'];
        $record->workspaceId = $answer['workspace']['id'];
        $record->workspaceName = $answer['workspace']['name'];
        $record->serverKey = $answer['serverKey'];
        $record->fingerprint = $answer['fingerprint'];
        $record->siteUrl = $identity->url();
        $record->pairedAt = $this->clock->now();
        $record->pairedBy = $by;
        $record->unattended = $unattended;
        $record->identity = $identity;
        $goodbye = $this->goodbye();
        $this->keep($record, $key);
        $this->address->remember($record, $record->siteUrl);
        $goodbye();
        /**
         * Fires when this site was paired, or may send again as it is: what waits can go out now.
         *
         * @param PairingRecord $record
         * @param bool          $isNew  Whether the server has another source for it than before.
         */
        do_action('handoff_connected', $record, true);
        return $record;
    }

    /** The administrator of one site among many is no guest in the network's own machines: a code may name any address. */
    private static function mayNotName(string $origin): bool
    {
        $trusted = !is_multisite() || is_super_admin() || (defined('WP_CLI') && WP_CLI);
        return !$trusted && wp_http_validate_url("$origin/") === false;
    }

    /** @throws ConnectionError With `unavailable` both keys are kept, and which one the server has is found out later. */
    public function rotateKey(): void
    {
        $this->refuseOnCopy();
        $this->rotation()->rotate();
    }

    /** Finds out which key the server has after an answer was lost: `new`, `old` or `unknown`. */
    public function settleKey(): string
    {
        return $this->rotation()->settle();
    }

    /**
     * Ends the pairing; what waits in the outbox is kept.
     *
     * @return array{serverTold: bool, message: ?string}
     *
     * @throws ConnectionError `not_paired`
     */
    public function disconnect(): array
    {
        $record = $this->pairings->require();
        $isCopy = $this->isCopy();
        $goodbye = $this->goodbye();
        $this->forget();
        if ($goodbye()) {
            return ['serverTold' => true, 'message' => null];
        }
        if ($isCopy) {
            return ['serverTold' => false, 'message' => __(
                'This copy is disconnected. The site it was copied from stays connected.',
                'handoff'
            )];
        }
        return ['serverTold' => false, 'message' => sprintf(
            /* translators: %s: the server's address. */
            __('This site is disconnected, but %s could not be told. Disconnect the site there as well.', 'handoff'),
            $record->origin
        )];
    }

    /**
     * A person decided what this installation is.
     *
     * @param string $decision `moved`: the paired site under a new address, send again · `copy`: forget the pairing here
     *                         and leave the server alone, because the site this was copied from goes on using it.
     *
     * @throws ConnectionError `not_paired`
     */
    public function decideClone(string $decision): void
    {
        $record = $this->pairings->require();
        if ($decision === 'copy') {
            $this->forget();
            return;
        }
        if ($decision !== 'moved') {
            throw new \InvalidArgumentException('The decision is "moved" or "copy".');
        }
        $from = $record->siteUrl;
        $record->identity = SiteIdentity::present()->after($record->identity);
        $record->siteUrl = $record->identity->url();
        $this->pairings->save($record);
        $this->address->moved($record, $from);
        do_action('handoff_connected', $record, false);
    }

    public function isCopy(): bool
    {
        $record = $this->pairings->current();
        return $record !== null && SiteIdentity::present()->isCopyOf($record->identity);
    }

    /** @throws ConnectionError `cloned`: a copy would change the site it was copied from. */
    public function refuseOnCopy(): void
    {
        if ($this->isCopy()) {
            throw new ConnectionError('cloned', __(
                'This looks like a copy of the paired site. Decide first whether it moved or is a copy.',
                'handoff'
            ));
        }
    }

    /**
     * @return array<string, mixed>
     *
     * @throws ConnectionError
     */
    private function ask(ConnectionCode $connection, KeyPair $key, string $url): array
    {
        $name = wp_specialchars_decode((string) get_option('blogname'), ENT_QUOTES);
        $name = trim(mb_substr(trim($name) === '' ? (string) wp_parse_url($url, PHP_URL_HOST) : $name, 0, self::MAX_NAME));
        $answer = $this->http->sendTo(
            $connection->origin,
            'POST',
            $connection->origin . '/v1/sources/pair',
            // In this language the server writes to a workspace of which it knows none yet.
            ['Content-Type' => 'application/json', 'Accept-Language' => str_replace('_', '-', get_locale())],
            (string) wp_json_encode(PairProof::request($connection, $key, $name, $url)),
            self::SECONDS
        );
        if ($answer->status === 0) {
            throw new ConnectionError('unavailable', $answer->error);
        }
        if ($answer->errorCode() !== null) {
            throw new ConnectionError(
                $answer->status >= 500 || $answer->status === 429 ? 'unavailable' : 'refused',
                (string) $answer->errorMessage()
            );
        }
        $json = $answer->json();
        if (!$answer->ok() || $json === null) {
            throw new ConnectionError('unavailable', sprintf(
                /* translators: 1: the server's address, 2: HTTP status. */
                __('%1$s answered, but not as a Handoff server does (status %2$d). Check that the server runs and that its address is right, then create a new connection code.', 'handoff'),
                $connection->origin,
                $answer->status
            ));
        }
        return $json;
    }

    /**
     * Tells the present server, when called, that the pairing ended; answers whether it knows. Called after this site
     * changed its own state, so that a server that hangs cannot stop that. A copy says nothing: it would end the pairing
     * of the site it was copied from.
     *
     * @return callable(): bool
     */
    private function goodbye(): callable
    {
        $record = $this->pairings->current();
        if ($record === null || $this->isCopy() || !$this->key->readable()) {
            return static fn() => false;
        }
        $keys = $this->key->all();
        $person = wp_get_current_user()->user_email ?: $record->pairedBy;
        return fn() => $this->server->revoke($record, $keys, $person);
    }

    /**
     * Puts a new pairing in the place of what there was.
     *
     * @throws ConnectionError `not_stored`: the site is connected as it was before.
     */
    private function keep(PairingRecord $record, KeyPair $key): void
    {
        $before = $this->pairings->current();
        $this->separate();
        $putBack = $this->key->replace($key);
        $this->pairings->save($record);
        if ($this->pairings->holds($record)) {
            return;
        }
        $before === null ? $this->pairings->forget() : $this->pairings->save($before);
        $putBack();
        // The server waits for a site that will never call.
        $this->server->revoke($record, [$key], $record->pairedBy);
        throw new ConnectionError('not_stored', __(
            'This site’s database could not keep the new connection, so nothing was changed. Ask your host whether the database is full or read-only, then try again with a new connection code.',
            'handoff'
        ));
    }

    private function forget(): void
    {
        $this->separate();
        $this->pairings->forget();
        $this->key->forget();
    }

    private function separate(): void
    {
        if ($this->isCopy()) {
            /** Fires when a copy gives up the pairing it was copied with: what waits in it waits at its original too. */
            do_action('handoff_copy_separated');
        }
    }

    private function rotation(): KeyRotation
    {
        return new KeyRotation($this->pairings, $this->key, $this->http, $this->server, $this->clock);
    }
}
