<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

use Handoff\Capture\EventDraft;
use Handoff\Capture\Problem;

/**
 * Past orders by the time they were last changed. The cursor `time:id:seen` names the last order given and how many of
 * that second were given: many orders of an import share one.
 */
final class OrderHistory
{
    /**
     * @param string $after Empty at first.
     *
     * @return array{drafts: EventDraft[], next: string|null}
     */
    public static function page(int $since, string $after, int $limit): array
    {
        [$time, $lastId, $seen] = array_map('intval', explode(':', $after === '' ? "$since:0:0" : $after));
        $orders = self::after($time, $lastId, $seen, $limit);
        $drafts = [];
        foreach ($orders as $order) {
            $modified = self::modified($order);
            $seen = $modified === $time ? $seen + 1 : 1;
            [$time, $lastId] = [$modified, (int) $order->get_id()];
            try {
                array_push($drafts, ...self::draftsOf($order, $since));
            } catch (\Throwable $problem) {
                // One damaged order must not end the whole search.
                Problem::report("reading order $lastId", $problem);
            }
        }
        return ['drafts' => $drafts, 'next' => count($orders) < $limit ? null : "$time:$lastId:$seen"];
    }

    public static function count(int $since): int
    {
        $found = wc_get_orders(['limit' => 1, 'paginate' => true, 'return' => 'ids'] + self::query($since));
        return (int) $found->total;
    }

    /** @return \WC_Order[] */
    private static function after(int $time, int $lastId, int $seen, int $limit): array
    {
        if ($lastId === 0) {
            return self::orders($time, 0, $limit);
        }
        // Those of this second that were given come first, unless one of them was changed since and went to the end.
        $found = self::orders($time, $seen - 1, $limit + 1);
        if ($found !== [] && (int) $found[0]->get_id() === $lastId && self::modified($found[0]) === $time) {
            return array_slice($found, 1);
        }
        for ($offset = 0; ($found = self::orders($time, $offset, $limit)) !== []; $offset += $limit) {
            $isNews = static fn($order): bool => self::modified($order) > $time || (int) $order->get_id() > $lastId;
            $news = array_values(array_filter($found, $isNews));
            if ($news !== []) {
                $missing = count($found) < $limit ? 0 : $limit - count($news);
                return array_merge($news, self::orders($time, $offset + $limit, $missing));
            }
        }
        return [];
    }

    /** @return \WC_Order[] */
    private static function orders(int $since, int $offset, int $limit): array
    {
        return $limit < 1 ? [] : array_values(wc_get_orders([
            'limit' => $limit,
            'offset' => $offset,
            'orderby' => ['modified' => 'ASC', 'ID' => 'ASC'],
        ] + self::query($since)));
    }

    /** @return array<string, mixed> */
    private static function query(int $since): array
    {
        return [
            'type' => 'shop_order',
            'status' => array_values(array_diff(array_keys(wc_get_order_statuses()), ['wc-checkout-draft'])),
            'date_modified' => ">=$since",
        ];
    }

    /**
     * @param \WC_Order $order
     *
     * @return EventDraft[] What happened to it and its refunds since then.
     */
    private static function draftsOf($order, int $since): array
    {
        if (!OrderDrafts::isOrder($order)) {
            return [];
        }
        $drafts = (new OrderDrafts($order))->all();
        foreach (array_reverse($order->get_refunds()) as $refund) {
            $drafts[] = RefundDrafts::created($refund, $order);
        }
        return array_values(array_filter(
            $drafts,
            static fn(EventDraft $draft): bool => $draft->occurredAt === null || $draft->occurredAt >= $since
        ));
    }

    /** @param \WC_Order $order */
    private static function modified($order): int
    {
        $time = $order->get_date_modified() ?? $order->get_date_created();
        return $time === null ? 0 : $time->getTimestamp();
    }
}
