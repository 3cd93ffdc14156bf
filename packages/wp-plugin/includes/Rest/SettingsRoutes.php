<?php

declare(strict_types=1);

namespace Handoff\Rest;

use Handoff\Services;
use Handoff\Settings\Capabilities;
use Handoff\Settings\Rules;

/** The plugin's settings. */
final class SettingsRoutes
{
    /** Giving others rights, and choosing that everything is deleted, is for those who may change the whole site. */
    private const FOR_ADMINISTRATORS = ['viewRoles', 'manageRoles', 'deleteOnUninstall'];

    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        // `Settings` judges the values, in words of its own.
        $any = array_fill_keys(array_keys(Rules::defaults()), []);
        Route::add('GET', '/settings', [Access::class, 'manage'], [$this, 'show']);
        Route::add('PUT', '/settings', [Access::class, 'manage'], [$this, 'save'], $any);
    }

    /** @return array<string, mixed> */
    public function show(): array
    {
        return ['settings' => $this->services->settings()->all(), 'roles' => Capabilities::roles()];
    }

    /** @return array<string, mixed> */
    public function save(\WP_REST_Request $request): array
    {
        $changes = (array) $request->get_json_params();
        $now = $this->services->settings()->all();
        foreach (self::FOR_ADMINISTRATORS as $name) {
            if (array_key_exists($name, $changes) && $changes[$name] !== $now[$name] && !Access::canConnect()) {
                $words = __('Only an administrator may change this.', 'handoff');
                throw new ApiError('forbidden', $words, [['path' => "/$name", 'message' => $words]]);
            }
        }
        $this->services->settings()->save($changes);
        return $this->show();
    }
}
