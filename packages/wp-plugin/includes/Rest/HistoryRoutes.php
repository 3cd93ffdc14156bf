<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Services;

/** Finding what was missed, and bringing in what was before. */
final class HistoryRoutes
{
    private const TIME = '/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})\z/';

    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        $start = [
            'source' => ['type' => 'string', 'required' => true],
            'since' => ['type' => 'string', 'required' => true],
            'silent' => ['type' => 'boolean', 'default' => true],
        ];
        $steer = ['do' => ['type' => 'string', 'required' => true, 'enum' => ['pause', 'resume', 'cancel']]];
        Route::add('POST', '/gap-scan', [Access::class, 'manage'], fn() => $this->services->gapScan()->start());
        Route::add('POST', '/backfill', [Access::class, 'manage'], [$this, 'start'], $start);
        Route::add('POST', '/backfill/(?P<id>[A-Za-z0-9_-]+)', [Access::class, 'manage'], [$this, 'steer'], $steer);
    }

    /** @return array<string, mixed> */
    public function start(\WP_REST_Request $request): array
    {
        $source = SourceRoutes::find($this->services, (string) $request['source'], '/source');
        $since = self::seconds((string) $request['since']);
        return self::inWords(fn() => $this->services->backfill()->start($source->slug(), $since, (bool) $request['silent']));
    }

    /** @return array<string, mixed> */
    public function steer(\WP_REST_Request $request): array
    {
        $id = (string) $request->get_url_params()['id'];
        return self::inWords(fn() => $this->services->backfill()->steer($id, (string) $request['do']));
    }

    /**
     * @param callable(): array<string, mixed> $do
     *
     * @return array<string, mixed>
     *
     * @throws ApiError
     */
    private static function inWords(callable $do): array
    {
        try {
            return $do();
        } catch (\InvalidArgumentException $error) {
            throw new ApiError('conflict', $error->getMessage());
        }
    }

    private static function seconds(string $time): int
    {
        $seconds = preg_match(self::TIME, $time) === 1 ? strtotime($time) : false;
        if ($seconds === false) {
            $words = __('Give a time such as 2026-01-31T00:00:00Z.', 'handoff');
            throw new ApiError('invalid', $words, [['path' => '/since', 'message' => $words]]);
        }
        return $seconds;
    }
}
