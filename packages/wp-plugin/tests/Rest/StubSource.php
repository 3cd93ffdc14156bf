<?php

declare(strict_types=1);

namespace Handoff\Tests\Rest;

use Handoff\Capture\Capture;
use Handoff\Sources\EntryPage;
use Handoff\Sources\Form;
use Handoff\Sources\Source;

/** A source with two forms, or one that breaks when looked into. */
final class StubSource implements Source
{
    public bool $available = true;
    public bool $broken = false;
    public ?string $note = null;
    private string $slug;

    public function __construct(string $slug)
    {
        $this->slug = $slug;
    }

    public function slug(): string
    {
        return $this->slug;
    }

    public function title(): string
    {
        return ucfirst($this->slug);
    }

    public function available(): bool
    {
        return $this->available;
    }

    public function version(): ?string
    {
        return '1.2';
    }

    public function types(): array
    {
        return ['form.submitted'];
    }

    public function listen(Capture $capture): void
    {
    }

    public function forms(): array
    {
        if ($this->broken) {
            throw new \Error('The plugin changed its inside.');
        }
        $field = static fn(string $key, string $label, string $type) => compact('key', 'label', 'type') + ['required' => true];
        return [
            new Form('5', 'Contact', [
                $field('your-email', 'Your e-mail', 'email'),
                $field('your-name', 'Your name', 'text'),
                $field('tel', 'Phone', 'tel'),
                $field('message', 'Message', 'textarea'),
                $field('secret', 'Password', 'password'),
                $field('cv', 'CV', 'file'),
            ], 'https://example.com/wp-admin/edit'),
            new Form('6', 'Newsletter', [$field('mail', 'E-Mail', 'text')]),
        ];
    }

    public function keepsNoEntries(): ?string
    {
        return $this->note;
    }

    public function entriesSince(int $since, string $after, int $limit): EntryPage
    {
        return new EntryPage([], null);
    }

    public function countSince(int $since): ?int
    {
        return 0;
    }
}
