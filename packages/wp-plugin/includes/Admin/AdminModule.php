<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Module;
use Handoff\Services;

/** What Handoff shows in wp-admin outside its panel's own script. */
final class AdminModule implements Module
{
    public function register(Services $services): void
    {
        $health = new Health($services);
        (new PanelPage($health))->register();
        (new DashboardWidget($health))->register();
        (new SiteHealth($services, $health))->register();
        (new PluginLinks($services))->register();
        (new ContactForm7Box($services))->register();
        (new Privacy($services))->register();
        (new Abilities($services, $health))->register();
        (new Connectors())->register();
    }
}
