<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Services;

/** What waits on the site. */
final class OutboxRoutes
{
    private const FLUSH_SECONDS = 20;
    private const STATES = ['pending', 'leased', 'delivered', 'refused', 'expired'];

    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        $query = [
            'state' => ['type' => 'string', 'enum' => self::STATES],
            'before' => ['type' => 'integer'],
            'limit' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 200, 'default' => 50],
        ];
        $ids = ['ids' => [
            'type' => 'array',
            'items' => ['type' => 'integer'],
            'minItems' => 1,
            'maxItems' => 500,
            'required' => true,
        ]];
        Route::add('GET', '/outbox', [Access::class, 'view'], [$this, 'index'], $query);
        Route::add('GET', '/outbox/(?P<id>\d+)', [Access::class, 'view'], [$this, 'show']);
        Route::add('POST', '/outbox/flush', [Access::class, 'manage'], [$this, 'flush']);
        Route::add('POST', '/outbox/retry', [Access::class, 'manage'], [$this, 'retry'], $ids);
        Route::add('POST', '/outbox/discard', [Access::class, 'manage'], [$this, 'discard'], $ids);
        Route::add('POST', '/forget', [Access::class, 'manage'], [$this, 'forget']);
    }

    /** @return array<string, mixed> */
    public function index(\WP_REST_Request $request): array
    {
        $limit = (int) $request['limit'];
        $before = $request['before'] === null ? null : (int) $request['before'];
        $items = $this->services->outbox()->rows($request['state'], $before, $limit);
        return ['items' => $items, 'next' => count($items) < $limit ? null : (int) end($items)['id']];
    }

    /** @return array<string, mixed> */
    public function show(\WP_REST_Request $request): array
    {
        $row = $this->services->outbox()->row((int) $request->get_url_params()['id']);
        if ($row === null) {
            throw new ApiError('not_found', __('This event is not in the outbox any more.', 'handoff'));
        }
        return $row;
    }

    /** @return array<string, mixed> */
    public function flush(): array
    {
        $report = $this->services->sender()->runNow(self::FLUSH_SECONDS);
        return [
            'sent' => $report->sent,
            'failed' => $report->failed,
            'left' => $report->left,
            'message' => $report->message,
        ];
    }

    /** @return array<string, int> */
    public function retry(\WP_REST_Request $request): array
    {
        return ['changed' => $this->services->outbox()->retry($request['ids'])];
    }

    /** @return array<string, int> */
    public function discard(\WP_REST_Request $request): array
    {
        return ['changed' => $this->services->outbox()->discard($request['ids'])];
    }

    /** @return array<string, bool> */
    public function forget(): array
    {
        $this->services->outbox()->purge(0);
        return ['ok' => true];
    }
}
