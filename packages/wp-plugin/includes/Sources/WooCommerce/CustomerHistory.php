<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\EventDraft;
use Handoff\Capture\Problem;
use Handoff\Sources\Members;

/** Past customers' accounts by their id. Later changes of an account are not kept anywhere, so only its making is told. */
final class CustomerHistory
{
    /** @return array{drafts: EventDraft[], next: string|null} */
    public static function page(int $since, int $afterId, int $limit): array
    {
        $ids = Members::since($since, $afterId, $limit, CustomerDrafts::roles());
        $drafts = [];
        foreach ($ids as $id) {
            try {
                $customer = CustomerDrafts::ofUser($id);
                if ($customer !== null) {
                    $drafts[] = $customer->created();
                }
            } catch (\Throwable $problem) {
                // One damaged account must not end the whole search.
                Problem::report("reading customer $id", $problem);
            }
        }
        return ['drafts' => $drafts, 'next' => count($ids) < $limit ? null : (string) end($ids)];
    }

    public static function count(int $since): int
    {
        return Members::count($since, CustomerDrafts::roles());
    }
}
