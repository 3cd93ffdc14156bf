<?php

declare(strict_types=1);

namespace Handoff\Settings;

/** Who may see activity and who may change flows: capabilities of roles, so that role editors show them too. */
final class Capabilities
{
    /** See what was captured and what became of it. */
    public const VIEW = 'handoff_view';

    /** Change flows, connections and what is captured; includes seeing. */
    public const MANAGE = 'handoff_manage';

    private const ALWAYS = 'administrator';

    /** Gives administrators both, other roles what the settings say, and takes it from the rest. */
    public static function grant(Settings $settings): void
    {
        $chosen = $settings->all();
        foreach (wp_roles()->role_objects as $name => $role) {
            $manages = $name === self::ALWAYS || in_array($name, $chosen['manageRoles'], true);
            self::set($role, self::MANAGE, $manages);
            self::set($role, self::VIEW, $manages || in_array($name, $chosen['viewRoles'], true));
        }
    }

    /** Takes them from every role, when the plugin is removed. */
    public static function revoke(): void
    {
        foreach (wp_roles()->role_objects as $role) {
            self::set($role, self::MANAGE, false);
            self::set($role, self::VIEW, false);
        }
    }

    /**
     * The roles that the settings can name: all but administrators, who may always.
     *
     * @return array<int, array{slug: string, name: string}>
     */
    public static function roles(): array
    {
        $roles = [];
        foreach (wp_roles()->get_names() as $slug => $name) {
            if ($slug !== self::ALWAYS) {
                $roles[] = ['slug' => (string) $slug, 'name' => translate_user_role($name)];
            }
        }
        return $roles;
    }

    private static function set(\WP_Role $role, string $capability, bool $has): void
    {
        // Each change writes the option with all roles; most change nothing.
        if ($has && !$role->has_cap($capability)) {
            $role->add_cap($capability);
        } elseif (!$has && isset($role->capabilities[$capability])) {
            $role->remove_cap($capability);
        }
    }
}
