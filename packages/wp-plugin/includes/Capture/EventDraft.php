<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** One thing that happened, as a source tells it; `Capture` makes the envelope of it. */
final class EventDraft
{
    /** The event type, such as `form.submitted`. */
    public string $type;

    /**
     * What it happened to and which state of it: together with the type they make the idempotency key
     * `type:nativeId:nativeVersion`, so hook, gap scan and backfill must give the same ones.
     */
    public string $nativeId;
    public string $nativeVersion;

    /** Unix seconds; null for now. */
    public ?int $occurredAt = null;

    /** @var array<string, mixed> */
    public array $data = [];

    /** @var array<string, mixed> */
    public array $subject = [];

    /** What the source knows of how it was captured; `Capture` adds page, browser and language where they are absent. @var array<string, mixed> */
    public array $context = [];

    /** @var array<int, array<string, mixed>> */
    public array $consent = [];

    /** @var array<int, array<string, mixed>> */
    public array $signals = [];

    /** The slug of the source it came by, and its form, for the site's own lists. */
    public string $source = '';
    public string $form = '';

    public function __construct(string $type, string $nativeId, string $nativeVersion = '1')
    {
        $this->type = $type;
        $this->nativeId = $nativeId;
        $this->nativeVersion = $nativeVersion;
    }

    /**
     * A submission of a form. Options that are not what they should be are left out: they must not cost the submission.
     *
     * @param array<string, mixed> $fields  What was submitted, by the form's own keys.
     * @param array<string, mixed> $options title, labels, types, id, occurredAt, subject, context, consent, signals.
     *                                      Without `id` each call is a submission of its own.
     */
    public static function forForm(string $source, string $formId, array $fields, array $options = []): self
    {
        $entry = self::text($options['id'] ?? '');
        $entry = $entry === '' ? wp_generate_uuid4() : $entry;
        $draft = new self('form.submitted', "$source-$formId-$entry");
        $draft->source = $source;
        $draft->form = $formId;
        $draft->occurredAt = is_numeric($options['occurredAt'] ?? null) ? (int) $options['occurredAt'] : null;
        $form = array_filter(['id' => $formId, 'title' => self::text($options['title'] ?? ''), 'plugin' => $source]);
        $draft->data = ['form' => $form, 'fields' => $fields];
        foreach (['labels', 'types'] as $part) {
            if (!empty($options[$part]) && is_array($options[$part])) {
                $draft->data[$part] = array_map([self::class, 'text'], $options[$part]);
            }
        }
        foreach (['subject', 'context', 'consent', 'signals'] as $part) {
            $draft->{$part} = is_array($options[$part] ?? null) ? $options[$part] : [];
        }
        foreach (['consent', 'signals'] as $list) {
            $isOne = $draft->{$list} !== [] && !is_array(reset($draft->{$list}));
            $draft->{$list} = $isOne ? [$draft->{$list}] : $draft->{$list};
        }
        return $draft;
    }

    /** @param mixed $value */
    private static function text($value): string
    {
        return is_scalar($value) ? (string) $value : '';
    }

    /** Longer keys than an envelope may have (512) end in a digest, the same for the same key. */
    public function idempotencyKey(): string
    {
        $key = Text::clean("{$this->type}:{$this->nativeId}:{$this->nativeVersion}");
        return strlen($key) <= 512 ? $key : mb_substr($key, 0, 110, 'UTF-8') . '~' . hash('sha256', $key);
    }
}
