<?php

declare(strict_types=1);

namespace Handoff\Tests\Cli\Support;

use Handoff\Capture\Capture;
use Handoff\Sources\EntryPage;
use Handoff\Sources\Form;
use Handoff\Sources\Source;

/** A source with one form, so that the commands' tests need no form plugin. */
final class DemoForms implements Source
{
    public function slug(): string
    {
        return 'demo-forms';
    }

    public function title(): string
    {
        return 'Demo Forms';
    }

    public function available(): bool
    {
        return true;
    }

    public function version(): ?string
    {
        return '1.0';
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
        return [new Form('7', 'Contact', [['key' => 'email', 'label' => 'E-mail', 'type' => 'email', 'required' => true]])];
    }

    public function keepsNoEntries(): ?string
    {
        return 'Demo Forms keeps no entries.';
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
