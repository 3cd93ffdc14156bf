<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Clock;
use Handoff\Connection\ConnectionError;
use Handoff\Outbox\Personal;
use Handoff\Outbox\Table;
use Handoff\Services;

/** WordPress' tools for exporting and erasing a person's data reach the outbox here and what the server keeps. */
final class Privacy
{
    private const ROWS = 100;

    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        add_filter('wp_privacy_personal_data_exporters', [$this, 'addExporter']);
        add_filter('wp_privacy_personal_data_erasers', [$this, 'addEraser']);
        add_action('admin_init', [$this, 'suggestPolicy']);
    }

    /**
     * @param array<string, array<string, mixed>> $exporters
     *
     * @return array<string, array<string, mixed>>
     */
    public function addExporter(array $exporters): array
    {
        $name = ['exporter_friendly_name' => __('Handoff', 'handoff')];
        $exporters['handoff-site'] = $name + ['callback' => [$this, 'exportFromSite']];
        $exporters['handoff-server'] = $name + ['callback' => [$this, 'exportFromServer']];
        return $exporters;
    }

    /**
     * @param array<string, array<string, mixed>> $erasers
     *
     * @return array<string, array<string, mixed>>
     */
    public function addEraser(array $erasers): array
    {
        $name = ['eraser_friendly_name' => __('Handoff', 'handoff')];
        $erasers['handoff-site'] = $name + ['callback' => [$this, 'eraseFromSite']];
        $erasers['handoff-server'] = $name + ['callback' => [$this, 'eraseFromServer']];
        return $erasers;
    }

    /** @return array{data: array<int, array<string, mixed>>, done: bool} */
    public function exportFromSite(string $email, int $page): array
    {
        $cursor = $this->cursor('export_site', $email, $page);
        $rows = $this->outbox()->of($email, (int) $cursor, self::ROWS);
        $last = end($rows);
        $this->keepCursor('export_site', $email, $last === false ? null : (string) $last['id']);
        $data = array_map(fn(array $row): array => $this->group(
            'handoff-outbox',
            __('Handoff: events kept on this site', 'handoff'),
            "event-{$row['id']}",
            $row['envelope']
        ), $rows);
        return ['data' => $data, 'done' => count($rows) < self::ROWS];
    }

    /** @return array{data: array<int, array<string, mixed>>, done: bool} */
    public function exportFromServer(string $email, int $page): array
    {
        $answer = $this->ask('export', $email, $this->cursor('export_server', $email, $page));
        $title = __('Handoff: events kept by the Handoff server', 'handoff');
        if (is_string($answer)) {
            $said = [['name' => __('Not included', 'handoff'), 'value' => $answer]];
            $item = ['group_id' => 'handoff-server', 'group_label' => $title, 'item_id' => 'handoff-server', 'data' => $said];
            return ['data' => $answer === '' ? [] : [$item], 'done' => true];
        }
        $next = $answer['next'] ?? null;
        $this->keepCursor('export_server', $email, $next === null ? null : (string) $next);
        $data = [];
        foreach ((array) ($answer['items'] ?? []) as $item) {
            $deliveries = array_map(
                static fn(array $delivery): string => trim(
                    $delivery['operation'] . ': ' . $delivery['state'] . ' ' . ($delivery['result']['url'] ?? '')
                ),
                (array) ($item['deliveryList'] ?? [])
            );
            $group = $this->group('handoff-server', $title, (string) $item['id'], (array) $item['envelope']);
            $group['data'][] = ['name' => __('Handed to', 'handoff'), 'value' => implode("\n", $deliveries)];
            $data[] = $group;
        }
        return ['data' => $data, 'done' => $next === null];
    }

    /** @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool} */
    public function eraseFromSite(string $email, int $page): array
    {
        $erased = $this->outbox()->erase($email, self::ROWS);
        $messages = [];
        $being = $erased < self::ROWS ? $this->outbox()->beingSent($email) : 0;
        if ($being > 0) {
            $messages[] = __('Handoff is just sending an event of this person. Run the erasure again in a minute.', 'handoff');
        }
        return [
            'items_removed' => $erased > 0,
            'items_retained' => $being > 0,
            'messages' => $messages,
            'done' => $erased < self::ROWS,
        ];
    }

    /** @return array{items_removed: bool, items_retained: bool, messages: string[], done: bool} */
    public function eraseFromServer(string $email, int $page): array
    {
        $answer = $this->ask('erase', $email, $this->cursor('erase_server', $email, $page));
        if (is_string($answer)) {
            $messages = $answer === '' ? [] : [$answer];
            return ['items_removed' => false, 'items_retained' => $answer !== '', 'messages' => $messages, 'done' => true];
        }
        $next = $answer['next'] ?? null;
        $this->keepCursor('erase_server', $email, $next === null ? null : (string) $next);
        $held = (array) ($answer['destinations'] ?? []);
        $messages = array_map([$this, 'stillHeld'], $held);
        $byHand = array_filter($held, static fn(array $record): bool => ($record['erasure'] ?? '') !== 'asked');
        return [
            'items_removed' => (int) ($answer['events'] ?? 0) > 0,
            'items_retained' => $byHand !== [],
            'messages' => array_values(array_unique($messages)),
            'done' => $next === null,
        ];
    }

    public function suggestPolicy(): void
    {
        $text = '<p class="privacy-policy-tutorial">'
            . esc_html__('Name the tools your flows hand data to, and who runs your Handoff server.', 'handoff') . '</p>'
            . '<p>' . esc_html__(
                'What you send through our forms, and your orders, are kept on this site for a limited time and handed by a service'
                . ' called Handoff to the tools we work with, such as our customer database. With it go the address of the page,'
                . ' your language and, unless we turned that off, your IP address and browser. Passwords are never included.',
                'handoff'
            ) . '</p>';
        wp_add_privacy_policy_content(__('Handoff', 'handoff'), wp_kses_post($text));
    }

    private function outbox(): Personal
    {
        $this->services->outbox()->importFile(static fn(): bool => true);
        return new Personal(new Table(), $this->services->clock());
    }

    /** @return array<string, mixed>|string The server's answer, or why there is none; empty where there is no server. */
    private function ask(string $what, string $email, ?string $before)
    {
        $pairing = $this->services->pairings()->current();
        if ($pairing === null) {
            return '';
        }
        $body = ['email' => $email] + ($before === null ? [] : ['before' => (int) $before]);
        try {
            if ($what === 'erase') {
                $this->services->pairing()->refuseOnCopy();
            }
            $answer = $this->services->server()->call(
                'POST',
                "/v1/workspaces/{$pairing->workspaceId}/people/$what",
                [],
                (string) wp_json_encode($body),
                wp_get_current_user()->user_email
            );
        } catch (ConnectionError $error) {
            return $error->getMessage();
        }
        if ($answer->ok()) {
            return (array) $answer->json();
        }
        /* translators: %s: why. */
        $words = __('The Handoff server could not be asked, so run this again later: %s', 'handoff');
        return sprintf($words, (string) $answer->errorMessage());
    }

    /** @param array<string, mixed> $record A record that a destination still holds. */
    private function stillHeld(array $record): string
    {
        if (($record['erasure'] ?? '') === 'asked') {
            return sprintf(
                /* translators: 1: a system such as HubSpot, 2: the account's name. */
                __('%1$s (%2$s) is asked to erase its record of this person; if it does not, Handoff will tell you.', 'handoff'),
                (string) $record['destination'],
                (string) ($record['account'] ?? $record['connection'])
            );
        }
        return sprintf(
            /* translators: 1: a system such as HubSpot, 2: the account's name, 3: the record's address or number. */
            __('%1$s (%2$s) still has a record of this person. Erase it there: %3$s', 'handoff'),
            (string) $record['destination'],
            (string) ($record['account'] ?? $record['connection']),
            (string) ($record['url'] ?? $record['recordId'] ?? '–')
        );
    }

    /**
     * @param array<string, mixed> $envelope
     *
     * @return array<string, mixed> One group of WordPress' export: every value of the event by its path.
     */
    private function group(string $group, string $label, string $item, array $envelope): array
    {
        $data = [];
        foreach ($this->values($envelope, '') as $path => $value) {
            $data[] = ['name' => $path, 'value' => $value];
        }
        return ['group_id' => $group, 'group_label' => $label, 'item_id' => $item, 'data' => $data];
    }

    /**
     * @param array<int|string, mixed> $values
     *
     * @return array<string, string>
     */
    private function values(array $values, string $prefix): array
    {
        $all = [];
        foreach ($values as $key => $value) {
            $path = $prefix === '' ? (string) $key : "$prefix › $key";
            if (is_array($value)) {
                $all += $this->values($value, $path);
            } elseif ($value !== null) {
                $all[$path] = is_bool($value) ? ($value ? 'true' : 'false') : (string) $value;
            }
        }
        return $all;
    }

    /** WordPress only counts pages; where to go on is remembered between them. Null at the start. */
    private function cursor(string $job, string $email, int $page): ?string
    {
        $kept = $page <= 1 ? false : get_transient($this->cursorName($job, $email));
        return $kept === false ? null : (string) $kept;
    }

    private function keepCursor(string $job, string $email, ?string $cursor): void
    {
        if ($cursor === null) {
            delete_transient($this->cursorName($job, $email));
        } else {
            set_transient($this->cursorName($job, $email), $cursor, HOUR_IN_SECONDS);
        }
    }

    private function cursorName(string $job, string $email): string
    {
        return "handoff_{$job}_" . substr(hash('sha256', strtolower($email)), 0, 32);
    }
}
