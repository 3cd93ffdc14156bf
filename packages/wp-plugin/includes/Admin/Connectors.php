<?php

declare(strict_types=1);

namespace Handoff\Admin;

/**
 * Says to WordPress (7.0 and later) that this site works with a service outside of it, so that other plugins find it by
 * `wp_get_connectors()`.
 *
 * Without credentials: those that WordPress keeps for a connector are a key or password in an option, shared by all
 * plugins. This site's key is sealed, never leaves it and is made by pairing, which works once. So nothing is entered
 * under Settings → Connectors, which shows only what is.
 */
final class Connectors
{
    public const ID = 'handoff';

    public function register(): void
    {
        add_action('wp_connectors_init', [$this, 'add']);
    }

    /** @param object $registry WP_Connector_Registry */
    public function add($registry): void
    {
        if (!is_callable([$registry, 'register'])) {
            return;
        }
        $registry->register(self::ID, [
            'name' => __('Handoff', 'handoff'),
            'description' => __('Hands form submissions and orders to your other tools.', 'handoff'),
            'type' => 'event_delivery',
            'authentication' => ['method' => 'none'],
            'plugin' => ['file' => plugin_basename(HANDOFF_FILE)],
        ]);
    }
}
