<?php

declare(strict_types=1);

namespace Handoff\Capture;

/** What Handoff left out or shortened in an event; it says so in the event, so that nothing is missing silently. */
final class Notes
{
    /** @var array<string, string[]> */
    private array $fields = ['withheld' => [], 'shortened' => []];

    public function withheld(string $field): void
    {
        $this->fields['withheld'][] = $field;
    }

    public function shortened(string $field): void
    {
        $this->fields['shortened'][] = $field;
    }

    /** @return array{tool: string, verdict: string, detail: string}|null The signal that says it; null for nothing to say. */
    public function signal(): ?array
    {
        $parts = [];
        if ($this->fields['withheld'] !== []) {
            $parts[] = 'Not sent, because it is secret: ' . $this->list('withheld') . '.';
        }
        if ($this->fields['shortened'] !== []) {
            $parts[] = 'Shortened, because it is too long: ' . $this->list('shortened') . '.';
        }
        return $parts === [] ? null : ['tool' => 'handoff', 'verdict' => 'unsure', 'detail' => Text::clip(implode(' ', $parts), 500)];
    }

    private function list(string $kind): string
    {
        $names = array_unique($this->fields[$kind]);
        $shown = array_map(static fn(string $name): string => Text::clip($name, 60), array_slice($names, 0, 3));
        $more = count($names) - count($shown);
        return implode(', ', $shown) . ($more > 0 ? " and $more more" : '');
    }
}
