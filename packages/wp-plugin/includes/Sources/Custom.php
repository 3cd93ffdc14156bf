<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Capture;

/**
 * Forms of which Handoff knows only what their authors give it by `handoff_capture()`. It remembers which there were, so
 * that they can be chosen and mapped.
 */
final class Custom implements Source
{
    public const OPTION = 'handoff_custom_forms';
    private const MOST_FORMS = 50;
    private const MOST_FIELDS = 100;
    /** Bytes of it that may be loaded with each request, so that a visitor's submission need not ask for it. */
    private const LIGHT = 32768;

    public function slug(): string
    {
        return 'custom';
    }

    public function title(): string
    {
        return __('Other forms', 'handoff');
    }

    public function available(): bool
    {
        return true;
    }

    public function version(): ?string
    {
        return null;
    }

    public function types(): array
    {
        return ['form.submitted'];
    }

    public function listen(Capture $capture): void
    {
        add_action('handoff_captured', $capture->listener('other forms', static function ($envelope, $origin): void {
            $data = (array) ($envelope['data'] ?? []);
            $form = (array) ($data['form'] ?? []);
            if ($origin === 'api' && ($form['plugin'] ?? '') === 'custom' && isset($form['id'])) {
                self::remember((string) $form['id'], (string) ($form['title'] ?? ''), $data);
            }
        }), 10, 2);
    }

    public function forms(): array
    {
        $forms = [];
        foreach (self::remembered() as $id => $form) {
            $fields = [];
            foreach ($form['fields'] as $key => [$label, $type]) {
                $fields[] = ['key' => (string) $key, 'label' => $label, 'type' => $type, 'required' => false];
            }
            $forms[] = new Form((string) $id, $form['title'] === '' ? (string) $id : $form['title'], $fields);
        }
        return $forms;
    }

    public function keepsNoEntries(): ?string
    {
        return __(
            'These forms are handed to Handoff by your theme or another plugin as they are sent. Handoff cannot look into their entries, so what was missed can only be sent again by that plugin.',
            'handoff'
        );
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        return new EntryPage([], null);
    }

    public function countSince(int $since): ?int
    {
        return 0;
    }

    /** @param array<string, mixed> $data Of the envelope. */
    private static function remember(string $id, string $title, array $data): void
    {
        $known = self::remembered();
        $labels = (array) ($data['labels'] ?? []);
        $types = (array) ($data['types'] ?? []);
        $fields = $known[$id]['fields'] ?? [];
        foreach (array_keys((array) ($data['fields'] ?? [])) as $key) {
            $fields[$key] = [(string) ($labels[$key] ?? $fields[$key][0] ?? $key), (string) ($types[$key] ?? $fields[$key][1] ?? '')];
        }
        $form = ['title' => $title, 'fields' => array_slice($fields, -self::MOST_FIELDS, null, true)];
        if (($known[$id] ?? null) === $form) {
            return;
        }
        // The last changed at the end, so that what leaves a full list is what has been quiet longest.
        unset($known[$id]);
        $forms = array_slice($known + [$id => $form], -self::MOST_FORMS, null, true);
        // ASCII only: not every database takes the emoji in a title or a label.
        $kept = (string) wp_json_encode($forms);
        update_option(self::OPTION, $kept, strlen($kept) <= self::LIGHT);
    }

    /** @return array<int|string, array{title: string, fields: array<int|string, array{0: string, 1: string}>}> */
    private static function remembered(): array
    {
        $kept = get_option(self::OPTION);
        $forms = is_string($kept) ? json_decode($kept, true) : $kept;
        return is_array($forms) ? $forms : [];
    }
}
