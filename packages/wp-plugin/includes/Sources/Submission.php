<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\EventDraft;
use Handoff\Capture\Text;
use Handoff\Clock;

/** Gathers what a form plugin tells of one submission into a draft, whichever way (hook or stored entry) it was told. */
final class Submission
{
    /** Field types that say for certain whom a value belongs to, in the words of the plugins. */
    private const PERSON_TYPES = [
        'email' => 'email', 'input_email' => 'email',
        'tel' => 'phone', 'phone' => 'phone', 'telephone' => 'phone',
        'firstname' => 'firstName', 'lastname' => 'lastName',
    ];

    private string $source;
    private string $form;
    private string $title;

    /** @var array<string, mixed> */
    private array $fields = [];

    /** @var array<string, string> */
    private array $labels = [];

    /** @var array<string, string> */
    private array $types = [];

    /** @var array<string, mixed> */
    private array $subject = [];

    /** @var array<string, mixed> */
    private array $context = [];

    /** @var array<int, array<string, mixed>> */
    private array $consent = [];

    /** @var array<int, array<string, mixed>> */
    private array $signals = [];

    public function __construct(string $source, string $form, string $title)
    {
        $this->source = $source;
        $this->form = $form;
        $this->title = $title;
    }

    /**
     * An answer. A part of an answer with parts, or of its rows, is described by `describe('address.city', 'City')`.
     *
     * @param mixed $value Text, number, boolean, a list, or a map of parts.
     */
    public function field(string $key, $value, string $label = '', string $type = ''): void
    {
        $this->fields[$key] = $value;
        $this->describe($key, $label, $type);
        $part = self::PERSON_TYPES[strtolower($type)] ?? null;
        if ($part !== null) {
            $this->person($part, $value);
        }
    }

    public function describe(string $key, string $label, string $type = ''): void
    {
        $plain = Text::plain($label);
        if ($plain !== '') {
            $this->labels[$key] = $plain;
        }
        if ($type !== '') {
            $this->types[$key] = $type;
        }
    }

    /**
     * Something about who submitted; the first that says something counts.
     *
     * @param string $part  email, phone, name, firstName, lastName, company or country.
     * @param mixed  $value
     */
    public function person(string $part, $value): void
    {
        $text = is_scalar($value) ? trim((string) $value) : '';
        if ($text !== '' && !isset($this->subject[$part])) {
            $this->subject[$part] = $text;
        }
    }

    /**
     * A name in parts; the whole name is made of them where the form has none.
     *
     * @param mixed ...$middle What stands between first and last.
     */
    public function personName(string $first, string $last, ...$middle): void
    {
        $this->person('firstName', $first);
        $this->person('lastName', $last);
        $whole = array_filter(array_map('strval', array_filter([$first, ...$middle, $last], 'is_scalar')), 'strlen');
        $this->person('name', implode(' ', array_map('trim', $whole)));
    }

    /**
     * A box to agree to something, ticked or not. What it agrees to is in its words, so which messages it allows is not
     * known: the statement carries the words and the answer, and the state `unknown`.
     */
    public function agreement(string $field, bool $agreed, string $wording): void
    {
        array_unshift($this->consent, [
            'channel' => 'email',
            'state' => 'unknown',
            'agreed' => $agreed,
            'field' => $field,
            'wording' => Text::plain($wording),
        ]);
    }

    /** An answer to whether e-mails may be sent, where the field is for nothing else. */
    public function emailConsent(string $field, bool $allowed, string $wording): void
    {
        $this->consent[] = [
            'channel' => 'email',
            'state' => $allowed ? 'subscribed' : 'not_subscribed',
            'field' => $field,
            'wording' => Text::plain($wording),
        ];
    }

    /** @param string $verdict spam, ham or unsure. */
    public function signal(string $tool, string $verdict, string $detail = ''): void
    {
        $this->signals[] = array_filter(['tool' => $tool, 'verdict' => $verdict, 'detail' => Text::plain($detail)], 'strlen');
    }

    /** @param array<string, mixed> $known Members of an envelope's context; empty ones are left out, but for an empty honeypot. */
    public function context(array $known): void
    {
        foreach ($known as $part => $value) {
            if ($value !== null && $value !== '' || ($part === 'honeypot' && $value === '')) {
                $this->context[$part] = $value;
            }
        }
    }

    /**
     * @param string   $entry  The plugin's own id of the entry, unique on the site.
     * @param int|null $at     Unix seconds; null for now.
     * @param string   $stored When the plugin says it stored the entry, as it writes it. It tells entries apart that got
     *                         the same id: a site that is set back to yesterday's backup counts on from there.
     */
    public function draft(string $entry, ?int $at = null, string $stored = ''): EventDraft
    {
        $this->person('name', trim(($this->subject['firstName'] ?? '') . ' ' . ($this->subject['lastName'] ?? '')));
        $draft = EventDraft::forForm($this->source, $this->form, $this->fields, [
            'id' => $entry,
            'title' => Text::plain($this->title),
            'labels' => $this->labels,
            'types' => $this->types,
            'occurredAt' => $at,
            'subject' => $this->subject,
            'context' => $this->context,
            'consent' => $this->statements($at),
            'signals' => $this->signals,
        ]);
        // Without the form's id: an entry outlives its form, and some plugins move entries.
        $draft->nativeId = "{$this->source}-$entry";
        $draft->nativeVersion = (string) preg_replace('/\D/', '', $stored) ?: '1';
        return $draft;
    }

    /** @return array<int, array<string, mixed>> */
    private function statements(?int $at): array
    {
        $page = (string) ($this->context['page'] ?? '');
        return array_map(
            static fn(array $one): array => array_filter(
                $one + ['at' => Clock::iso($at ?? time()), 'evidence' => $page],
                static fn($part): bool => $part !== ''
            ),
            $this->consent
        );
    }
}
