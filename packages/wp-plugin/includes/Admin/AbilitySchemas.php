<?php

declare(strict_types=1);

namespace Handoff\Admin;

/** What Handoff's abilities take and give, as JSON Schema in WordPress' dialect. */
final class AbilitySchemas
{
    private const TEXT = ['type' => 'string'];
    private const MAYBE_TEXT = ['type' => ['string', 'null']];
    private const YES_NO = ['type' => 'boolean'];
    private const NUMBER = ['type' => 'integer'];
    private const MAYBE_TIME = ['type' => ['string', 'null'], 'format' => 'date-time'];

    /** @return array<string, mixed> */
    public static function nothing(): array
    {
        return ['type' => 'object', 'additionalProperties' => false, 'default' => []];
    }

    /** @return array<string, mixed> */
    public static function whichSources(): array
    {
        $all = self::YES_NO + [
            'description' => __('Also those whose plugin is not active on this site.', 'handoff'),
            'default' => false,
        ];
        return ['properties' => ['all' => $all]] + self::nothing();
    }

    /** @return array<string, mixed> */
    public static function test(): array
    {
        $source = self::TEXT + [
            'description' => __('The source’s name, as handoff/list-sources gives it in "slug".', 'handoff'),
        ];
        return [
            'type' => 'object',
            'properties' => [
                'source' => $source,
                'form' => self::TEXT + ['description' => __('The form’s id; its first form where none is named.', 'handoff')],
                'email' => self::TEXT + [
                    'format' => 'email',
                    'description' => __('Whose address the submission has; yours where none is named.', 'handoff'),
                ],
            ],
            'required' => ['source'],
            'additionalProperties' => false,
        ];
    }

    /** @return array<string, mixed> */
    public static function tested(): array
    {
        return self::map(['eventId' => self::TEXT, 'delivered' => self::YES_NO, 'message' => self::MAYBE_TEXT]);
    }

    /** @return array<string, mixed> */
    public static function status(): array
    {
        $states = ['on', 'not_paired', 'paused', 'cloned', 'refused', 'clock', 'breaker'];
        $counts = array_fill_keys(['pending', 'leased', 'delivered', 'refused', 'expired', 'inFile'], self::NUMBER);
        $connection = self::map(['server' => self::TEXT, 'workspace' => self::TEXT, 'fingerprint' => self::TEXT]);
        return self::map([
            'connected' => self::YES_NO,
            'connection' => ['type' => ['object', 'null']] + $connection,
            'sending' => self::map(['state' => self::TEXT + ['enum' => $states], 'message' => self::MAYBE_TEXT]),
            'outbox' => self::map($counts + ['oldestPendingAt' => self::MAYBE_TIME, 'lastDeliveredAt' => self::MAYBE_TIME]),
            'needsYou' => ['type' => 'array', 'items' => self::TEXT],
        ]);
    }

    /** @return array<string, mixed> */
    public static function sources(): array
    {
        $field = self::map(['key' => self::TEXT, 'label' => self::TEXT, 'type' => self::TEXT, 'required' => self::YES_NO]);
        $form = self::map([
            'id' => self::TEXT,
            'title' => self::TEXT,
            'editUrl' => self::MAYBE_TEXT,
            'fields' => ['type' => 'array', 'items' => $field],
            'enabled' => self::YES_NO,
            'lastCapturedAt' => self::MAYBE_TIME,
        ]);
        return ['type' => 'array', 'items' => self::map([
            'slug' => self::TEXT,
            'title' => self::TEXT,
            'available' => self::YES_NO,
            'version' => self::MAYBE_TEXT,
            'enabled' => self::YES_NO,
            'types' => ['type' => 'array', 'items' => self::TEXT],
            'forms' => ['type' => 'array', 'items' => $form],
            'lastCapturedAt' => self::MAYBE_TIME,
            'keepsEntries' => self::YES_NO,
            'keepsEntriesNote' => self::MAYBE_TEXT,
        ])];
    }

    /**
     * @param array<string, array<string, mixed>> $properties All of them always there.
     *
     * @return array<string, mixed>
     */
    private static function map(array $properties): array
    {
        return [
            'type' => 'object',
            'properties' => $properties,
            'required' => array_keys($properties),
            'additionalProperties' => false,
        ];
    }
}
