<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

/** The shapes of `src/site-api/resources.ts`, as `RestTestCase::assertShape` reads them. */
final class Shapes
{
    public const FIELD = ['key' => 'string', 'label' => 'string', 'type' => 'string', 'required' => 'bool'];

    public const FORM = [
        'id' => 'string',
        'title' => 'string',
        'editUrl' => '?string',
        'fields' => [self::FIELD],
        'enabled' => 'bool',
        'lastCapturedAt' => '?time',
    ];

    public const SOURCE = [
        'slug' => 'string',
        'title' => 'string',
        'available' => 'bool',
        'version' => '?string',
        'enabled' => 'bool',
        'types' => ['string'],
        'forms' => [self::FORM],
        'lastCapturedAt' => '?time',
        'keepsEntries' => 'bool',
        'keepsEntriesNote' => '?string',
    ];

    public const JOB = [
        'id' => 'string',
        'kind' => 'string',
        'state' => 'string',
        'source' => '?string',
        'since' => '?time',
        'silent' => 'bool',
        'done' => 'int',
        'total' => '?int',
        'captured' => 'int',
        'known' => 'int',
        'message' => '?string',
        'startedAt' => 'time',
        'finishedAt' => '?time',
    ];

    public const ROW = [
        'id' => 'int',
        'eventId' => 'string',
        'idempotencyKey' => 'string',
        'type' => 'string',
        'state' => 'string',
        'attempts' => 'int',
        'nextAt' => '?time',
        'lastCode' => '?string',
        'lastError' => '?string',
        'createdAt' => 'time',
        'deliveredAt' => '?time',
        'origin' => 'string',
        'source' => '?string',
        'form' => '?string',
        'contact' => '?string',
    ];

    public const PAIRING = [
        'origin' => 'string',
        'sourceId' => 'string',
        'workspaceId' => 'string',
        'workspaceName' => 'string',
        'fingerprint' => 'string',
        'pairedAt' => 'time',
        'pairedBy' => 'string',
        'unattended' => 'bool',
        'unusedCode' => '?string',
    ];

    public const SETTINGS = [
        'settings' => [
            'retentionDays' => 'int',
            'alertEmails' => ['string'],
            'alertsOn' => 'bool',
            'viewRoles' => ['string'],
            'manageRoles' => ['string'],
            'sendIp' => 'bool',
            'sendUserAgent' => 'bool',
            'deleteOnUninstall' => 'bool',
            'paused' => 'bool',
        ],
        'roles' => [['slug' => 'string', 'name' => 'string']],
    ];

    /** @return array<string, mixed> */
    public static function status(bool $paired): array
    {
        return [
            'site' => [
                'name' => 'string',
                'url' => 'string',
                'wordpress' => 'string',
                'php' => 'string',
                'plugin' => 'string',
                'locale' => 'string',
            ],
            'person' => ['name' => 'string', 'email' => 'string', 'canManage' => 'bool', 'canConnect' => 'bool'],
            'pairing' => $paired ? self::PAIRING : '?string',
            'sending' => [
                'state' => 'string',
                'message' => '?string',
                'until' => '?time',
                'pairedUrl' => '?string',
                'presentUrl' => 'string',
            ],
            'outbox' => [
                'pending' => 'int',
                'leased' => 'int',
                'delivered' => 'int',
                'refused' => 'int',
                'expired' => 'int',
                'inFile' => 'int',
                'oldestPendingAt' => '?time',
                'lastDeliveredAt' => '?time',
            ],
            'sources' => [self::SOURCE],
            'gapScan' => '?string',
            'backfill' => '?string',
        ];
    }
}
