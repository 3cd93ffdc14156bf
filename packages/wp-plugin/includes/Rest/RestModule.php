<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Module;
use Handoff\Services;

/** The plugin's REST routes, `handoff/v1`: what its panel needs, and the server's wake call. */
final class RestModule implements Module
{
    private Services $services;

    public function register(Services $services): void
    {
        $this->services = $services;
        add_action('rest_api_init', [$this, 'addRoutes']);
    }

    public function addRoutes(): void
    {
        $sources = new SourceView($this->services);
        (new Errors())->register();
        (new ConnectionRoutes($this->services, new StatusView($this->services, $sources)))->register();
        (new OutboxRoutes($this->services))->register();
        (new SourceRoutes($this->services, $sources))->register();
        (new HistoryRoutes($this->services))->register();
        (new SettingsRoutes($this->services))->register();
        (new ServerProxy($this->services))->register();
        (new WakeRoute($this->services))->register();
    }
}
