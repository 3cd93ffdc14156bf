<?php

declare(strict_types=1);

namespace Handoff\Cli;

use Handoff\Connection\ConnectionError;
use Handoff\Connection\UnattendedSetup;
use Handoff\Rest\ApiError;
use Handoff\Rest\SourceRoutes;
use Handoff\Rest\SourceView;
use Handoff\Services;
use WP_CLI;

/**
 * Connects this site to a Handoff server and shows what it does.
 */
final class SiteCommand
{
    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    /**
     * Pairs this site with the server of a connection code.
     *
     * ## OPTIONS
     *
     * <code>
     * : The connection code that the server shows; it begins with hnd1_.
     *
     * ## EXAMPLES
     *
     *     $ wp handoff connect hnd1_eyJ2Ijox…
     *     Success: Connected to Bloom & Steep at https://handoff.example.com. Fingerprint of this site's key: 3f2a…
     *
     * @param string[] $args
     */
    public function connect(array $args): void
    {
        $this->refuseWhereUnattended();
        try {
            $record = $this->services->pairing()->connect($args[0], self::person());
        } catch (ConnectionError $error) {
            WP_CLI::error($error->getMessage());
        }
        WP_CLI::success(sprintf(
            /* translators: 1: name of the workspace, 2: the server's address, 3: a key's fingerprint. */
            __('Connected to %1$s at %2$s. Fingerprint of this site’s key: %3$s', 'handoff'),
            $record->workspaceName,
            $record->origin,
            $record->fingerprint
        ));
    }

    /**
     * Shows whether this site is paired, whether events go out, and what waits.
     *
     * ## OPTIONS
     *
     * [--format=<format>]
     * : How to show it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     *   - csv
     * ---
     *
     * @param string[]              $args
     * @param array<string, string> $options
     */
    public function status(array $args, array $options): void
    {
        $record = $this->services->pairings()->current();
        $sending = $this->services->sending()->state();
        $about = [
            'server' => $record === null ? '' : $record->origin,
            'workspace' => $record === null ? '' : $record->workspaceName,
            'fingerprint' => $record === null ? '' : $record->fingerprint,
            'sending' => $sending->state,
            'message' => (string) $sending->message,
        ];
        $items = [];
        foreach ($about + $this->services->outbox()->counts() as $name => $value) {
            $items[] = ['name' => $name, 'value' => (string) $value];
        }
        WP_CLI\Utils\format_items($options['format'] ?? 'table', $items, ['name', 'value']);
    }

    /**
     * Lists the plugins that events are captured from, and their forms.
     *
     * ## OPTIONS
     *
     * [--all]
     * : Also those whose plugin is not active here.
     *
     * [--format=<format>]
     * : How to show it.
     * ---
     * default: table
     * options:
     *   - table
     *   - json
     *   - yaml
     *   - csv
     * ---
     *
     * @param string[]              $args
     * @param array<string, mixed>  $options
     */
    public function sources(array $args, array $options): void
    {
        $items = [];
        foreach ((new SourceView($this->services))->all() as $source) {
            if (!$source['available'] && empty($options['all'])) {
                continue;
            }
            $shown = ['source' => $source['slug'], 'title' => $source['title'], 'captured' => self::yesNo($source['enabled'])];
            $items[] = $shown + ['form' => '', 'last_captured' => ''];
            foreach ($source['forms'] as $form) {
                $items[] = [
                    'source' => $source['slug'],
                    'title' => $form['title'],
                    'captured' => self::yesNo($source['enabled'] && $form['enabled']),
                    'form' => $form['id'],
                    'last_captured' => (string) $form['lastCapturedAt'],
                ];
            }
        }
        $columns = ['source', 'form', 'title', 'captured', 'last_captured'];
        WP_CLI\Utils\format_items($options['format'] ?? 'table', $items, $columns);
    }

    /**
     * Captures a made-up submission of a form, marked as a test, and sends it at once.
     *
     * ## OPTIONS
     *
     * <source>
     * : The source, as `wp handoff sources` names it.
     *
     * [--form=<form>]
     * : The form's id; its first form where none is named.
     *
     * [--email=<email>]
     * : Whose address the submission has; by default yours, or the site administrator's.
     *
     * @subcommand send-test
     *
     * @param string[]              $args
     * @param array<string, string> $options
     */
    public function sendTest(array $args, array $options): void
    {
        $request = new \WP_REST_Request('POST', '/handoff/v1/send-test');
        $email = $options['email'] ?? self::email();
        $request->set_query_params(['source' => $args[0], 'email' => $email] + array_intersect_key($options, ['form' => 1]));
        try {
            $done = (new SourceRoutes($this->services, new SourceView($this->services)))->sendTest($request);
        } catch (ApiError $error) {
            WP_CLI::error($error->getMessage());
        }
        if (!$done['delivered']) {
            WP_CLI::error((string) $done['message']);
        }
        /* translators: %s: the event's id. */
        WP_CLI::success(sprintf(__('The server has the test: event %s.', 'handoff'), $done['eventId']));
    }

    /**
     * Compares each plugin's own entries with the outbox and captures what is missing.
     *
     * @subcommand gap-scan
     */
    public function gapScan(): void
    {
        $job = $this->services->gapScan()->start();
        while ($job['state'] === 'running') {
            $this->services->gapScan()->run();
            $job = (array) $this->services->gapScan()->last();
        }
        if ($job['message'] !== null) {
            WP_CLI::log($job['message']);
        }
        if ($job['state'] !== 'done') {
            WP_CLI::error(__('The scan did not get through.', 'handoff'));
        }
        WP_CLI::success(sprintf(
            /* translators: 1: how many events were captured, 2: how many were known already. */
            __('%1$d captured, %2$d known already.', 'handoff'),
            $job['captured'],
            $job['known']
        ));
    }

    /**
     * Ends the pairing on both sides. What waits is kept.
     *
     * ## OPTIONS
     *
     * [--yes]
     * : Do not ask.
     *
     * @param string[]             $args
     * @param array<string, mixed> $options
     */
    public function disconnect(array $args, array $options): void
    {
        $this->refuseWhereUnattended();
        WP_CLI::confirm(__('End the pairing? Events are kept here and sent once you pair again.', 'handoff'), $options);
        try {
            $end = $this->services->pairing()->disconnect();
        } catch (ConnectionError $error) {
            WP_CLI::error($error->getMessage());
        }
        if ($end['message'] !== null) {
            WP_CLI::warning($end['message']);
        }
        WP_CLI::success(__('This site is not connected any more.', 'handoff'));
    }

    /** What wp-config.php says would come back. */
    private function refuseWhereUnattended(): void
    {
        $record = $this->services->pairings()->current();
        if ($record !== null && $record->unattended && UnattendedSetup::code() !== '') {
            WP_CLI::error(__(
                'This site is connected by HANDOFF_CONNECTION_CODE in wp-config.php. Change or remove that line there first.',
                'handoff'
            ));
        }
    }

    private static function person(): string
    {
        $user = wp_get_current_user();
        return $user->exists() ? $user->user_email : 'WP-CLI';
    }

    private static function email(): string
    {
        $user = wp_get_current_user();
        return $user->exists() ? $user->user_email : (string) get_option('admin_email');
    }

    private static function yesNo(bool $is): string
    {
        return $is ? 'yes' : 'no';
    }
}
