<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Services;

/** The way to the panel from the list of plugins, and a hint after activation. */
final class PluginLinks
{
    private Services $services;

    public function __construct(Services $services)
    {
        $this->services = $services;
    }

    public function register(): void
    {
        add_filter('plugin_action_links_' . plugin_basename(HANDOFF_FILE), [$this, 'addLink']);
        add_action('admin_notices', [$this, 'hint']);
    }

    /**
     * @param array<int|string, string> $links
     *
     * @return array<int|string, string>
     */
    public function addLink(array $links): array
    {
        $text = $this->services->pairings()->current() === null ? __('Connect', 'handoff') : __('Open', 'handoff');
        $link = sprintf('<a href="%s">%s</a>', esc_url(PanelPage::url()), esc_html($text));
        return array_merge(['handoff' => $link], $links);
    }

    /** On the list of plugins only, and only until the site is connected. */
    public function hint(): void
    {
        $screen = get_current_screen();
        if ($screen === null || $screen->id !== 'plugins' || !current_user_can('handoff_manage')) {
            return;
        }
        if ($this->services->pairings()->current() !== null) {
            return;
        }
        printf(
            '<div class="notice notice-info"><p>%s <a href="%s">%s</a></p></div>',
            esc_html__('Handoff is ready: connect this site, and form submissions and orders reach your other tools.', 'handoff'),
            esc_url(PanelPage::url()),
            esc_html__('Connect this site', 'handoff')
        );
    }
}
