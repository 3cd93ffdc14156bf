<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Connection\PairingRecord;
use Handoff\Rest\Access;
use Handoff\Rest\Errors;
use Handoff\Rest\SourceRoutes;
use Handoff\Rest\SourceView;
use Handoff\Services;

/**
 * What WordPress (6.9 and later) can be asked about Handoff by other plugins, automations and assistants, as the person
 * they act for: how it goes, what is captured, and to send a test.
 */
final class Abilities
{
    private const CATEGORY = 'handoff';

    private Services $services;
    private Health $health;

    public function __construct(Services $services, Health $health)
    {
        $this->services = $services;
        $this->health = $health;
    }

    public function register(): void
    {
        add_action('wp_abilities_api_categories_init', [$this, 'addCategory']);
        add_action('wp_abilities_api_init', [$this, 'addAbilities']);
    }

    public function addCategory(): void
    {
        if (function_exists('wp_register_ability_category')) {
            wp_register_ability_category(self::CATEGORY, [
                'label' => __('Handoff', 'handoff'),
                'description' => __('What is captured on this site and handed to other tools.', 'handoff'),
            ]);
        }
    }

    public function addAbilities(): void
    {
        if (!function_exists('wp_register_ability')) {
            return;
        }
        wp_register_ability('handoff/status', self::lookingOnly([
            'label' => __('See how Handoff is doing', 'handoff'),
            'description' => __(
                'Says whether this site is connected to a Handoff server, whether events go out and if not why, how many wait, and what needs a person.',
                'handoff'
            ),
            'input_schema' => AbilitySchemas::nothing(),
            'output_schema' => AbilitySchemas::status(),
            'execute_callback' => [$this, 'status'],
        ]));
        wp_register_ability('handoff/list-sources', self::lookingOnly([
            'label' => __('List what Handoff captures from', 'handoff'),
            'description' => __(
                'Lists the form plugins, shops and other sources of this site, their forms with their fields, whether each is captured and when it last was.',
                'handoff'
            ),
            'input_schema' => AbilitySchemas::whichSources(),
            'output_schema' => AbilitySchemas::sources(),
            'execute_callback' => [$this, 'listSources'],
        ]));
        wp_register_ability('handoff/send-test', [
            'label' => __('Send a test submission', 'handoff'),
            'description' => __(
                'Captures a made-up submission of a form, marked as a test, and sends it to the Handoff server at once.',
                'handoff'
            ),
            'category' => self::CATEGORY,
            'input_schema' => AbilitySchemas::test(),
            'output_schema' => AbilitySchemas::tested(),
            'permission_callback' => [Access::class, 'canManage'],
            'execute_callback' => [$this, 'sendTest'],
            'meta' => self::meta(false),
        ]);
    }

    /** @return array<string, mixed> */
    public function status(): array
    {
        $record = $this->services->pairings()->current();
        $sending = $this->services->sending()->state();
        return [
            'connected' => $record !== null,
            'connection' => $record === null ? null : self::connection($record),
            'sending' => ['state' => $sending->state, 'message' => $sending->message],
            'outbox' => $this->health->counts(),
            'needsYou' => $this->health->concerns(),
        ];
    }

    /**
     * @param mixed $input
     *
     * @return array<int, array<string, mixed>>
     */
    public function listSources($input = []): array
    {
        // An address says everything in words: `false` comes as text.
        $all = rest_sanitize_boolean(((array) $input)['all'] ?? false);
        $sources = (new SourceView($this->services))->all();
        return array_values(array_filter($sources, static fn(array $source): bool => $all || $source['available']));
    }

    /**
     * @param array<string, string> $input
     *
     * @return array{eventId: string, delivered: bool, message: ?string}|\WP_Error
     */
    public function sendTest(array $input)
    {
        $request = new \WP_REST_Request('POST', '/handoff/v1/send-test');
        $request->set_query_params($input);
        try {
            return (new SourceRoutes($this->services, new SourceView($this->services)))->sendTest($request);
        } catch (\Throwable $problem) {
            $error = Errors::of($problem);
            return new \WP_Error($error->apiCode, $error->getMessage(), ['status' => $error->status()]);
        }
    }

    /** @return array<string, string> Who paired is not said: it is a person's address. */
    private static function connection(PairingRecord $record): array
    {
        return ['server' => $record->origin, 'workspace' => $record->workspaceName, 'fingerprint' => $record->fingerprint];
    }

    /**
     * @param array<string, mixed> $ability
     *
     * @return array<string, mixed>
     */
    private static function lookingOnly(array $ability): array
    {
        return $ability + [
            'category' => self::CATEGORY,
            'permission_callback' => [Access::class, 'canView'],
            'meta' => self::meta(true),
        ];
    }

    /** @return array<string, mixed> WordPress 6.9 and 7.0 know `show_in_rest` only; from 7.1 `public` stands for every way in. */
    private static function meta(bool $readonly): array
    {
        return [
            'annotations' => ['readonly' => $readonly, 'destructive' => false, 'idempotent' => $readonly],
            'show_in_rest' => true,
            'public' => true,
        ];
    }
}
