<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Outbox\Ascii;
use Handoff\Outbox\Table;

/** When each source and each form was last captured from, among the latest events: they say whether a form works. */
final class LastCaptured
{
    /** A bound, so that a page does not read a year of events. */
    private const LATEST = 5000;

    /** @return array<string, array<string, int>> Unix seconds by source slug and form id; '' stands for no form. */
    public function bySource(): array
    {
        $table = new Table();
        $last = $table->number('SELECT MAX(id) FROM %i');
        $rows = $table->rows(
            "SELECT source, form, MAX(created_at) AS latest FROM %i WHERE id > %d GROUP BY source, form",
            [max(0, $last - self::LATEST)]
        );
        $found = [];
        foreach ($rows as $row) {
            $found[Ascii::unpack($row->source)][Ascii::unpack($row->form)] = (int) $row->latest;
        }
        return $found;
    }
}
