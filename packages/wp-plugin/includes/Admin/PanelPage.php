<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Plugin;

/** Handoff's page in the admin menu: the place its panel is mounted in, and what the panel needs. */
final class PanelPage
{
    public const SLUG = 'handoff';

    private const HANDLE = 'handoff-panel';

    private Health $health;

    private string $hook = '';

    public function __construct(Health $health)
    {
        $this->health = $health;
    }

    public function register(): void
    {
        add_action('admin_menu', [$this, 'addToMenu']);
        add_action('admin_enqueue_scripts', [$this, 'enqueue']);
    }

    /** The panel's address; `$route` is a screen of it, such as `/flows`. */
    public static function url(string $route = ''): string
    {
        return admin_url('admin.php?page=' . self::SLUG) . ($route === '' ? '' : '#' . $route);
    }

    public function addToMenu(): void
    {
        $this->hook = (string) add_menu_page(
            __('Handoff', 'handoff'),
            __('Handoff', 'handoff') . $this->badge(),
            'handoff_view',
            self::SLUG,
            [$this, 'render'],
            'dashicons-randomize',
            58
        );
    }

    public function render(): void
    {
        echo '<div class="wrap"><h1>' . esc_html__('Handoff', 'handoff') . '</h1>';
        // Notices of WordPress and other plugins are moved to after this line, not into the panel.
        echo '<hr class="wp-header-end"><div id="handoff-panel">';
        echo '<noscript><p>' . esc_html__('Handoff’s panel needs JavaScript. Events are captured and sent without it.', 'handoff')
            . '</p></noscript></div></div>';
    }

    public function enqueue(string $hook): void
    {
        $asset = dirname(HANDOFF_FILE) . '/build/panel.asset.php';
        if ($hook !== $this->hook || !is_readable($asset)) {
            return;
        }
        ['dependencies' => $dependencies, 'version' => $version] = require $asset;
        wp_enqueue_script(self::HANDLE, plugins_url('build/panel.js', HANDOFF_FILE), $dependencies, $version, true);
        wp_set_script_translations(self::HANDLE, 'handoff', dirname(HANDOFF_FILE) . '/languages');
        wp_enqueue_style(
            self::HANDLE,
            plugins_url('build/style-panel.css', HANDOFF_FILE),
            ['wp-components'],
            $version . '-' . Plugin::VERSION
        );
        wp_style_add_data(self::HANDLE, 'rtl', 'replace');
    }

    private function badge(): string
    {
        $count = current_user_can('handoff_view') ? count($this->health->concerns()) : 0;
        if ($count === 0) {
            return '';
        }
        /* translators: %d: how many things. */
        $label = sprintf(_n('%d thing needs you', '%d things need you', $count, 'handoff'), $count);
        return sprintf(
            ' <span class="awaiting-mod"><span aria-hidden="true">%d</span><span class="screen-reader-text">%s</span></span>',
            $count,
            esc_html($label)
        );
    }
}
