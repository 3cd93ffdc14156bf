<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Clock;
use Handoff\Services;
use Handoff\Sources\Form;
use Handoff\Sources\Registry;
use Handoff\Sources\Source;

/** `SiteSource` of the REST contract. */
final class SourceView
{
    private Services $services;

    /** @var array<string, array<string, int>>|null */
    private ?array $captured = null;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    /** @return array<int, array<string, mixed>> */
    public function all(): array
    {
        return array_map([$this, 'one'], array_values($this->services->sources()->all()));
    }

    /** @return array<string, mixed> */
    public function one(Source $source): array
    {
        $slug = $source->slug();
        $available = (bool) Registry::ask($source, static fn() => $source->available(), false);
        $note = $available ? Registry::ask($source, static fn() => $source->keepsNoEntries(), null) : null;
        $forms = $available ? Registry::ask($source, static fn() => $source->forms(), []) : [];
        $captured = $this->captured()[$slug] ?? [];
        return [
            'slug' => $slug,
            'title' => $source->title(),
            'available' => $available,
            'version' => $available ? Registry::ask($source, static fn() => $source->version(), null) : null,
            'enabled' => $this->services->settings()->sourceEnabled($slug),
            'types' => array_values($source->types()),
            'forms' => array_map(fn(Form $form) => $this->form($slug, $form), array_values($forms)),
            'lastCapturedAt' => $captured === [] ? null : Clock::iso(max($captured)),
            'keepsEntries' => $note === null,
            'keepsEntriesNote' => $note,
        ];
    }

    /** @return array<string, mixed> */
    private function form(string $slug, Form $form): array
    {
        $at = $this->captured()[$slug][$form->id] ?? null;
        return [
            'id' => $form->id,
            'title' => $form->title,
            'editUrl' => $form->editUrl,
            'fields' => array_values($form->fields),
            'enabled' => $this->services->settings()->formEnabled($slug, $form->id),
            'lastCapturedAt' => $at === null ? null : Clock::iso($at),
        ];
    }

    /** @return array<string, array<string, int>> */
    private function captured(): array
    {
        return $this->captured = $this->captured ?? (new LastCaptured())->bySource();
    }
}
