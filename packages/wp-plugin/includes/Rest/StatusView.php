<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Clock;
use Handoff\Connection\UnattendedSetup;
use Handoff\Plugin;
use Handoff\Services;

/** `SiteStatus` of the REST contract: what the site knows by itself. */
final class StatusView
{
    private Services $services;
    private SourceView $sources;

    public function __construct(Services $services, SourceView $sources)
    {
        $this->services = $services;
        $this->sources = $sources;
    }

    /** @return array<string, mixed> */
    public function show(): array
    {
        return [
            'site' => $this->site(),
            'person' => $this->person(),
            'pairing' => $this->pairing(),
            'sending' => $this->services->sending()->state()->toArray(),
            'outbox' => $this->services->outbox()->counts(),
            'sources' => $this->sources->all(),
            'gapScan' => $this->services->gapScan()->last(),
            'backfill' => $this->services->backfill()->current(),
        ];
    }

    /** @return array<string, string> */
    private function site(): array
    {
        return [
            'name' => wp_specialchars_decode((string) get_bloginfo('name'), ENT_QUOTES),
            'url' => home_url(),
            'wordpress' => (string) get_bloginfo('version'),
            'php' => PHP_VERSION,
            'plugin' => Plugin::VERSION,
            'locale' => get_user_locale(),
        ];
    }

    /** @return array<string, string|bool> */
    private function person(): array
    {
        $person = wp_get_current_user();
        return [
            'name' => $person->display_name,
            'email' => $person->user_email,
            'canManage' => Access::canManage(),
            'canConnect' => Access::canConnect(),
        ];
    }

    /** @return array<string, string|bool|null>|null */
    private function pairing(): ?array
    {
        $record = $this->services->pairings()->current();
        return $record === null ? null : [
            'origin' => $record->origin,
            'sourceId' => $record->sourceId,
            'workspaceId' => $record->workspaceId,
            'workspaceName' => $record->workspaceName,
            'fingerprint' => $record->fingerprint,
            'pairedAt' => Clock::iso($record->pairedAt),
            'pairedBy' => $record->pairedBy,
            'unattended' => $record->unattended,
            'unusedCode' => UnattendedSetup::unusedCode($record),
        ];
    }
}
