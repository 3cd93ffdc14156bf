<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Connection\ConnectionError;
use Handoff\Connection\ConnectionModule;
use Handoff\Connection\UnattendedSetup;
use Handoff\Services;

/** Status, and how this site is connected. */
final class ConnectionRoutes
{
    private Services $services;
    private StatusView $status;

    public function __construct(Services $services, StatusView $status)
    {
        $this->services = $services;
        $this->status = $status;
    }

    public function register(): void
    {
        $code = ['type' => 'string', 'required' => true, 'maxLength' => 4000];
        $decision = ['type' => 'string', 'required' => true, 'enum' => ['moved', 'copy']];
        Route::add('GET', '/status', [Access::class, 'view'], fn() => $this->status->show());
        Route::add('POST', '/connect', [Access::class, 'connect'], [$this, 'connect'], ['code' => $code]);
        Route::add('POST', '/disconnect', [Access::class, 'connect'], [$this, 'disconnect']);
        Route::add('POST', '/rotate-key', [Access::class, 'connect'], [$this, 'rotateKey']);
        Route::add('POST', '/clone', [Access::class, 'connect'], [$this, 'decideClone'], ['decision' => $decision]);
    }

    /** @return array<string, mixed> */
    public function connect(\WP_REST_Request $request): array
    {
        $this->refuseWhereUnattended();
        $by = wp_get_current_user()->user_email;
        $this->services->pairing()->connect((string) $request['code'], $by);
        return $this->status->show();
    }

    /** @return array<string, mixed> */
    public function disconnect(): array
    {
        $this->refuseWhereUnattended();
        $end = $this->services->pairing()->disconnect();
        return ['status' => $this->status->show()] + $end;
    }

    /** @return array<string, mixed> */
    public function rotateKey(): array
    {
        try {
            $this->services->pairing()->rotateKey();
        } catch (ConnectionError $error) {
            ConnectionModule::scheduleSettling($this->services);
            throw $error;
        }
        return $this->status->show();
    }

    /** @return array<string, mixed> */
    public function decideClone(\WP_REST_Request $request): array
    {
        $this->services->pairing()->decideClone((string) $request['decision']);
        return $this->status->show();
    }

    /** What wp-config.php says would come back, or not be what it says: the panel shows it and changes nothing. */
    private function refuseWhereUnattended(): void
    {
        $record = $this->services->pairings()->current();
        if ($record !== null && $record->unattended && UnattendedSetup::code() !== '') {
            throw new ApiError('conflict', __(
                'This site is connected by HANDOFF_CONNECTION_CODE in wp-config.php. Change or remove that line there first.',
                'handoff'
            ));
        }
    }
}
