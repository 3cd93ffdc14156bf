<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Clock;

/**
 * Tells the server where this site is, once that is another place than the server knows: it wakes the site there, and takes
 * the check of a visitor that was made there and nowhere else. A copy says nothing.
 */
class SiteAddress
{
    /** Beside the pairing, whose record others may write meanwhile. */
    public const OPTION = 'handoff_told_address';

    /** Seconds until it is tried again: with a server that is away, and with one that would not have it. */
    private const SOON = 60;
    private const LATER = 3600;

    private PairingStore $pairings;
    private Server $server;
    private Clock $clock;

    public function __construct(PairingStore $pairings, Server $server, Clock $clock)
    {
        $this->pairings = $pairings;
        $this->server = $server;
        $this->clock = $clock;
    }

    /** The server knows it, or knew it until now. */
    public function remember(PairingRecord $record, string $url): void
    {
        $this->note($record, $url, 0);
    }

    /** A person said that the site moved from there. */
    public function moved(PairingRecord $record, string $from): void
    {
        $known = $this->known($record)['url'];
        $this->remember($record, $known === '' ? $from : $known);
        $this->tell();
    }

    /** Tells the server where it does not know and a try is due; else costs nothing. Never throws. */
    public function tell(): void
    {
        $record = $this->pairings->current();
        $here = SiteIdentity::present();
        if ($record === null || $here->isCopyOf($record->identity)) {
            return;
        }
        // A WP_HOME may be taken from the request; then only what a person said holds.
        $url = $here->configured === '' ? $here->url() : $record->siteUrl;
        $known = $this->known($record);
        if ($url === $known['url'] || abs($this->clock->now() - $known['triedAt']) < $known['wait']) {
            return;
        }
        // Noted before the call: of two requests at once one tells.
        $this->note($record, $known['url'], self::SOON);
        $answer = $this->call($record, $url);
        if ($answer === null || in_array($answer->status, [0, 429], true) || $answer->status >= 500) {
            return;
        }
        if ($answer->ok() && ($answer->json()['url'] ?? null) === $url) {
            $this->remember($record, $url);
            return;
        }
        $this->note($record, $known['url'], self::LATER);
        if ($known['url'] !== '' && $answer->errorCode() === 'invalid') {
            /** Fires when the server will go on taking this site to be where it was: an older one knows no change of address. */
            do_action('handoff_address_refused');
        }
    }

    /** Null where this site's key cannot be opened. */
    private function call(PairingRecord $record, string $url): ?Answer
    {
        $path = "/v1/workspaces/{$record->workspaceId}/sources/{$record->sourceId}";
        $person = wp_get_current_user()->user_email ?: $record->pairedBy;
        try {
            return $this->server->call('PATCH', $path, [], (string) wp_json_encode(['url' => $url]), $person);
        } catch (ConnectionError $error) {
            return null;
        }
    }

    /** @return array{url: string, triedAt: int, wait: int} `url` is empty where an earlier version of the plugin noted none. */
    private function known(PairingRecord $record): array
    {
        $known = get_option(self::OPTION);
        $isOurs = is_array($known) && ($known['sourceId'] ?? null) === $record->sourceId;
        return $isOurs ? $known : ['url' => '', 'triedAt' => 0, 'wait' => 0];
    }

    private function note(PairingRecord $record, string $url, int $wait): void
    {
        $known = ['sourceId' => $record->sourceId, 'url' => $url, 'triedAt' => $this->clock->now(), 'wait' => $wait];
        update_option(self::OPTION, $known, true);
    }
}
